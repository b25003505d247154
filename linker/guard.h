/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The guard build, ld.unispec --guard: nothing that the analysis rules out is
 * removed or folded, it becomes a trap. Internal to the LTO phase.
 */
#ifndef UNISPEC_GUARD_H
#define UNISPEC_GUARD_H

#include "trap_table.h"
#include "unispec/analysis.h"

/*
 * Changes M so that every departure from what A says ends in a trap of T.
 * Calls of __unispec_reached are folded as in a normal build. M stays valid
 * IR; A must not be used any more.
 */
void guard(struct analysis *a, LLVMModuleRef m, struct trap_table *t);

/* guard_values.c: checks the integers and the indirect calls of reached F. */
void guard_values(struct analysis *a, LLVMValueRef f, struct trap_table *t);

#endif
