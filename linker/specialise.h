/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Changes of the merged module that follow from the analysis. Internal to the
 * LTO phase.
 */
#ifndef UNISPEC_SPECIALISE_H
#define UNISPEC_SPECIALISE_H

#include "unispec/analysis.h"

struct trap_table;

/*
 * Removes what A did not reach: blocks, edges, function bodies, aliases; folds
 * integer values of which A knows the one constant, and every call of
 * __unispec_reached. Where the address of a removed function stays in a slot,
 * it becomes that of a trap of TRAPS. M stays valid IR; A must not be used any
 * more.
 */
void specialise(struct analysis *a, LLVMModuleRef m, struct trap_table *traps);

/*
 * Folds every call of __unispec_reached in M to what A says; to "yes" without
 * an analysis: plain LTO. Calls of __unispec_format become their operand.
 */
void fold_queries(struct analysis *a, LLVMModuleRef m);

/*
 * specialise_blocks.c: removes unreached edges and blocks of reached F; with
 * TRAPS (else NULL), whoever takes such an edge after all ends in one.
 */
void specialise_blocks(struct analysis *a, LLVMValueRef f,
                       struct trap_table *traps);

/*
 * specialise_data.c: prepares optimised M's variables for image_pack.c; true:
 * the image unpacks its data.
 */
bool specialise_data(LLVMModuleRef m, bool may_pack);

/*
 * specialise_loops.c: has the optimiser inline what loops of code for size call
 * that are known to run often.
 */
void specialise_loops(LLVMModuleRef m);

/*
 * specialise_texts.c: folds libc's own calls of strlen(). To be begun before the
 * optimiser runs; whether that changed anything is told when it has run.
 */
bool specialise_texts_begin(LLVMModuleRef m);
void specialise_texts(LLVMModuleRef m, bool begun);

/*
 * specialise_unread.c: empties variables that optimised code never reads; true:
 * there were some, and what only they needed can go.
 */
bool specialise_unread(LLVMModuleRef m);

/*
 * specialise_single.c: marks functions of optimised M that belong into their
 * one caller; true: there are some to inline.
 */
bool specialise_single(LLVMModuleRef m);

/* Instructions of IR in F, a definition. */
unsigned count_instructions(LLVMValueRef f);

/* Is F to stay a function, whoever calls it? */
bool is_kept_apart(LLVMValueRef f);

/* Has F so few variables in memory that any caller may have them, too? */
bool is_frame_small(LLVMValueRef f);

/* Are F and G for one machine, and can so be one function? */
bool same_code_generation(LLVMValueRef f, LLVMValueRef g);

/* Library functions that stay as they are: see specialise_libcalls.c. */
struct library_functions {
    struct {
        LLVMValueRef key;
        bool value;
    } *functions; /* map of stb_ds; the caller frees it by hmfree() */
};

/*
 * Tells the optimiser which library functions it may not know, and gives those
 * that it may call although they were reached only by certain calls.
 */
struct library_functions library_functions(struct analysis *a,
                                           LLVMModuleRef m);

#endif
