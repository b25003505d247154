/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Traps: what takes the place of code that the analysis says nobody runs. A
 * trap is a call of __unispec_trap(id), which names itself and ends the guest
 * (kernel/core/trap_stub.c). This table gives out the ids, dense from 1 in
 * the order of the calls, and remembers for the audit what each stands for.
 *
 * Users: the guard build (guard.c), and whoever leaves something behind in a
 * normal build that must not be silent if it is reached after all.
 */
#ifndef UNISPEC_TRAP_TABLE_H
#define UNISPEC_TRAP_TABLE_H

#include <jansson.h>
#include <llvm-c/Core.h>

/* The function of the kernel that traps call; root of every such build. */
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
 * Adds the list to AUDIT as "traps": [{"id", "kind", "function", "file",
 * "line"}].
 */
void trap_table_report(const struct trap_table *t, json_t *audit);

#endif
