/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Traps: what takes the place of code that the analysis says nobody runs. This
 * table gives out the ids, dense from 1 in the order of the calls, and
 * remembers for the audit what each stands for.
 *
 * In a guard build (guard.c) a trap is a call of __unispec_trap(id), which names
 * itself and ends the guest (kernel/core/trap_stub.c). In a normal build
 * (specialise.c) it is one instruction that is invalid by definition, with
 * the id in it (kernel/arch/x86_64/trap_removed.c): 4 bytes, 7 from 128 on.
 */
#ifndef UNISPEC_TRAP_TABLE_H
#define UNISPEC_TRAP_TABLE_H

#include "unispec/analysis.h"

#include <jansson.h>

/* The function of the kernel that traps of a guard build call; a root of it. */
#define TRAP_FUNCTION_NAME "__unispec_trap"

enum trap_kind {
    TRAP_FUNCTION, /* body of an unreached function */
    TRAP_BLOCK,    /* unreached block whose address is known */
    TRAP_EDGE,     /* infeasible branch */
    TRAP_SLOT,     /* pointer in a slot of a table that nobody loads */
    TRAP_CALL,     /* target of an indirect call outside of the known set */
    TRAP_VALUE,    /* integer outside of the known set */
};

struct trap_table {
    LLVMModuleRef module;
    json_t *list; /* owned: the audit's `traps`; its size is the last id */
};

void trap_table_init(struct trap_table *t, LLVMModuleRef m);
void trap_table_free(struct trap_table *t);

/*
 * The id of a new trap in FUNCTION. SITE is the instruction that gives the
 * line, or NULL: the function's own. Neither needs to live on.
 */
unsigned trap_table_add(struct trap_table *t, enum trap_kind kind,
                        LLVMValueRef function, LLVMValueRef site);

/* Builds a call of __unispec_trap(ID) and the end of the block. */
void trap_build(struct trap_table *t, LLVMBuilderRef b, LLVMValueRef function,
                LLVMMetadataRef location, unsigned id);

/* The same with an id that is a value of the module, and no location. */
void trap_build_id(struct trap_table *t, LLVMBuilderRef b, LLVMValueRef id);

/*
 * Replaces F's body by a trap of this kind. F keeps name, type and linkage;
 * attributes that promise what the old body did go.
 */
void trap_body(struct trap_table *t, enum trap_kind kind, LLVMValueRef f);

/*
 * A new function that is a trap in one instruction, for the slots that hold the
 * address of F, which is removed and was AT.
 */
LLVMValueRef trap_slot(struct trap_table *t, LLVMValueRef f,
                       struct location at);

/*
 * Adds the list to AUDIT as "traps": [{"id", "kind", "function", "file",
 * "line"}].
 */
void trap_table_report(const struct trap_table *t, json_t *audit);

#endif
