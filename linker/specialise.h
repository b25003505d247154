/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Changes of the merged module that follow from the analysis. Internal to the
 * LTO phase.
 */
#ifndef UNISPEC_SPECIALISE_H
#define UNISPEC_SPECIALISE_H

#include "unispec/analysis.h"

/*
 * Removes what A did not reach: blocks, edges, function bodies, aliases; folds
 * integer values of which A knows the one constant, and every call of
 * __unispec_reached. M stays valid IR; A must not be used any more.
 */
void specialise(struct analysis *a, LLVMModuleRef m);

/* Folds every call of __unispec_reached in M to "yes": plain LTO. */
void fold_queries_to_yes(LLVMModuleRef m);

/* specialise_blocks.c: removes unreached edges and blocks of reached F. */
void specialise_blocks(struct analysis *a, LLVMValueRef f);

#endif
