/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * From the result of the analysis to a smaller module. The stock LTO pipeline
 * and --gc-sections do the rest.
 *
 * What the optimiser may know of library functions: specialise_libcalls.c.
 */
#include "specialise.h"

#include "llvm_shim.h"
#include "trap_table.h"

#include <stb/stb_ds.h>
#include <string.h>

static void fold_query(LLVMValueRef call, bool yes)
{
    LLVMReplaceAllUsesWith(call, LLVMConstInt(LLVMTypeOf(call), yes, false));
    LLVMInstructionEraseFromParent(call);
}

static void each_instruction(LLVMValueRef f, struct analysis *a,
                             void (*visit)(struct analysis *, LLVMValueRef))
{
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b)) {
        LLVMValueRef i = LLVMGetFirstInstruction(b);
        while (i) {
            LLVMValueRef next = LLVMGetNextInstruction(i);
            visit(a, i);
            i = next;
        }
    }
}

/* Without an analysis all that is linked counts as reached; a weak name that
 * nothing defines is not there. */
static bool is_linked(LLVMValueRef call)
{
    LLVMValueRef f = LLVMGetOperand(call, 0);

    return !LLVMIsAGlobalValue(f) || !LLVMIsDeclaration(f) ||
           LLVMGetLinkage(f) != LLVMExternalWeakLinkage;
}

static void fold_if_query(struct analysis *a, LLVMValueRef i)
{
    if (is_reached_query(i)) {
        fold_query(i, a ? analysis_query(a, i) : is_linked(i));
    } else if (is_format_query(i)) {
        LLVMReplaceAllUsesWith(i, LLVMGetOperand(i, 1));
        LLVMInstructionEraseFromParent(i);
    }
}

void fold_queries(struct analysis *a, LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        each_instruction(f, a, fold_if_query);
}

/* Uses of a value with one possible constant become that constant. */
static void fold_value(struct analysis *a, LLVMValueRef v)
{
    struct vset s = analysis_values(a, v);
    if (s.any || s.count != 1 || !LLVMGetFirstUse(v))
        return;
    LLVMReplaceAllUsesWith(v, LLVMConstInt(LLVMTypeOf(v), s.items[0], false));
}

static void fold_null(struct analysis *a, LLVMValueRef v)
{
    LLVMTypeRef type = LLVMTypeOf(v);
    if (LLVMGetTypeKind(type) == LLVMPointerTypeKind && LLVMGetFirstUse(v) &&
        !LLVMGetPointerAddressSpace(type) && analysis_is_null(a, v))
        LLVMReplaceAllUsesWith(v, LLVMConstNull(type));
}

/* A call through a pointer that can only be one function. */
static void devirtualise(struct analysis *a, LLVMValueRef call)
{
    LLVMValueRef f = analysis_only_target(a, call);
    if (f)
        LLVMSetOperand(call, (unsigned)LLVMGetNumOperands(call) - 1, f);
}

static void fold_instruction(struct analysis *a, LLVMValueRef i)
{
    if (is_reached_query(i))
        return;
    if (LLVMIsACallInst(i))
        devirtualise(a, i);
    fold_value(a, i);
    fold_null(a, i);
}

static void specialise_function(struct analysis *a, LLVMValueRef f)
{
    each_instruction(f, a, fold_instruction);
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p))
        fold_value(a, p), fold_null(a, p);
    specialise_blocks(a, f, NULL);
    each_instruction(f, a, fold_if_query);
}

/* Source facts have been read; equal calls may be merged from now on. */
static void strip_facts(struct analysis *a, LLVMValueRef i)
{
    static const char *const facts[] = {"unispec-icall-type",
                                        "unispec-icall-field"};
    (void)a;
    if (!LLVMIsACallInst(i))
        return;
    for (size_t k = 0; k < sizeof facts / sizeof *facts; k++)
        LLVMRemoveCallSiteStringAttribute(i, LLVMAttributeFunctionIndex,
                                          facts[k],
                                          (unsigned)strlen(facts[k]));
}

static void remove_aliases(struct analysis *a, LLVMModuleRef m)
{
    LLVMValueRef next;
    for (LLVMValueRef s = LLVMGetFirstGlobalAlias(m); s; s = next) {
        next = LLVMGetNextGlobalAlias(s);
        if (analysis_reached(a, s))
            continue;
        LLVMReplaceAllUsesWith(s, LLVMConstNull(LLVMTypeOf(s)));
        unispec_alias_erase(s);
    }
}

/* llvm.compiler.used keeps only what is reached: assembly may name it. */
static void prune_compiler_used(struct analysis *a, LLVMModuleRef m)
{
    LLVMValueRef old = LLVMGetNamedGlobal(m, "llvm.compiler.used");
    if (!old)
        return;
    LLVMValueRef list = LLVMGetInitializer(old);
    unsigned n = (unsigned)LLVMGetNumOperands(list), kept = 0;
    LLVMValueRef items[n ? n : 1];
    for (unsigned i = 0; i < n; i++) {
        LLVMValueRef item = LLVMGetOperand(list, i);
        if (LLVMIsAGlobalValue(item) && analysis_reached(a, item))
            items[kept++] = item;
    }
    LLVMDeleteGlobal(old);
    if (!kept)
        return;
    LLVMTypeRef pointer = LLVMTypeOf(items[0]);
    LLVMValueRef pruned = LLVMAddGlobal(m, LLVMArrayType2(pointer, kept),
                                        "llvm.compiler.used");
    LLVMSetInitializer(pruned, LLVMConstArray2(pointer, items, kept));
    LLVMSetLinkage(pruned, LLVMAppendingLinkage);
    LLVMSetSection(pruned, "llvm.metadata");
}

/* A function that goes, and where it was: its body takes that with it. */
struct removed {
    LLVMValueRef function;
    struct location at;
};

static struct removed *remove_bodies(struct analysis *a, LLVMModuleRef m)
{
    struct removed *list = NULL;
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        if (LLVMGetIntrinsicID(f) || analysis_reached(a, f))
            continue;
        struct removed r = {f, location_of_function(f)};
        arrput(list, r);
        if (!LLVMIsDeclaration(f))
            unispec_function_delete_body(f);
    }
    return list;
}

/* Bodies first: then only slots and unreached initialisers still name what has
 * gone. They get the address of a trap that tells its name. */
static void remove_functions(struct analysis *a, LLVMModuleRef m,
                             struct trap_table *traps)
{
    struct removed *list = remove_bodies(a, m);
    for (ptrdiff_t i = 0; i < arrlen(list); i++) {
        LLVMValueRef f = list[i].function;
        if (LLVMGetFirstUse(f))
            LLVMReplaceAllUsesWith(f, trap_slot(traps, f, list[i].at));
        LLVMDeleteFunction(f);
    }
    arrfree(list);
}

void specialise(struct analysis *a, LLVMModuleRef m, struct trap_table *traps)
{
    struct library_functions kept = library_functions(a, m);
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        if (LLVMIsDeclaration(f) || !analysis_reached(a, f))
            continue; /* what is removed need not be changed before */
        each_instruction(f, a, strip_facts);
        if (hmgeti(kept.functions, f) < 0)
            specialise_function(a, f);
    }
    hmfree(kept.functions);
    prune_compiler_used(a, m);
    remove_aliases(a, m);
    remove_functions(a, m, traps);
}
