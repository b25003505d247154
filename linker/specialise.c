/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * From the result of the analysis to a smaller module. The stock LTO pipeline
 * and --gc-sections do the rest.
 *
 * No function keeps the right to invent library calls ("no-builtins"): the
 * analysis has decided which library functions exist, and an optimiser that
 * turned printf into puts afterwards would call one that is gone. Calls that
 * code generation makes for intrinsics are known to the analysis.
 */
#include "specialise.h"

#include "llvm_shim.h"

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

static void fold_if_query(struct analysis *a, LLVMValueRef i)
{
    if (is_reached_query(i))
        fold_query(i, a ? analysis_query(a, i) : true);
}

void fold_queries_to_yes(LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        each_instruction(f, NULL, fold_if_query);
}

/* Uses of a value with one possible constant become that constant. */
static void fold_value(struct analysis *a, LLVMValueRef v)
{
    struct vset s = analysis_values(a, v);
    if (s.any || s.count != 1 || !LLVMGetFirstUse(v))
        return;
    LLVMReplaceAllUsesWith(v, LLVMConstInt(LLVMTypeOf(v), s.items[0], false));
}

static void fold_instruction(struct analysis *a, LLVMValueRef i)
{
    if (!is_reached_query(i))
        fold_value(a, i);
}

static void specialise_function(struct analysis *a, LLVMValueRef f)
{
    each_instruction(f, a, fold_instruction);
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p))
        fold_value(a, p);
    specialise_blocks(a, f);
    each_instruction(f, a, fold_if_query);
}

static void forbid_library_calls(LLVMValueRef f)
{
    static const char name[] = "no-builtins";
    LLVMContextRef context = LLVMGetTypeContext(LLVMTypeOf(f));
    LLVMAddAttributeAtIndex(
        f, LLVMAttributeFunctionIndex,
        LLVMCreateStringAttribute(context, name, sizeof name - 1, "", 0));
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

/* Bodies first: then only unreached initialisers still name what has gone. */
static void remove_functions(struct analysis *a, LLVMModuleRef m)
{
    LLVMValueRef next;
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        if (!LLVMIsDeclaration(f) && !analysis_reached(a, f))
            unispec_function_delete_body(f);
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = next) {
        next = LLVMGetNextFunction(f);
        if (LLVMGetIntrinsicID(f) || analysis_reached(a, f))
            continue;
        LLVMReplaceAllUsesWith(f, LLVMConstNull(LLVMTypeOf(f)));
        LLVMDeleteFunction(f);
    }
}

void specialise(struct analysis *a, LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        if (LLVMIsDeclaration(f))
            continue;
        forbid_library_calls(f);
        if (analysis_reached(a, f))
            specialise_function(a, f);
    }
    prune_compiler_used(a, m);
    remove_aliases(a, m);
    remove_functions(a, m);
}
