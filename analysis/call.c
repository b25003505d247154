/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What one call in reached code does to the state.
 *
 * A direct call reaches its function and passes its arguments' sets on. An
 * indirect call, and a call of native code to which a function pointer may
 * have gone, reaches everything whose address is taken. An intrinsic is looked
 * up in intrinsics.def: some turn into libm calls in code generation, most do
 * nothing that matters here; one that is not listed is an assumption and
 * counts as an indirect call.
 */
#include "solver.h"

#include <stdio.h>
#include <string.h>

/* Intrinsics, matched by the longest prefix of the name after "llvm.". */
struct intrinsic {
    const char *prefix;
    const char *libm; /* function that code generation may call, or NULL */
};
static const struct intrinsic intrinsics[] = {
#define INTRINSIC(prefix, libm) {prefix, libm},
#include "intrinsics.def"
#undef INTRINSIC
};

static struct reason called_at(LLVMValueRef call, enum edge_kind kind)
{
    LLVMBasicBlockRef block = LLVMGetInstructionParent(call);
    return (struct reason){kind, LLVMGetBasicBlockParent(block), call, NULL};
}

bool is_call(LLVMValueRef i)
{
    return LLVMIsACallInst(i) || LLVMIsAInvokeInst(i) || LLVMIsACallBrInst(i);
}

bool is_reached_query(LLVMValueRef i)
{
    if (!LLVMIsACallInst(i))
        return false;
    LLVMValueRef f = LLVMGetCalledValue(i);
    if (!LLVMIsAFunction(f))
        return false;
    size_t length;
    return !strcmp(LLVMGetValueName2(f, &length), "__unispec_reached");
}

/* A call target through aliases and weak definitions, NULL when unknown. */
static LLVMValueRef direct_callee(LLVMValueRef call)
{
    return function_of_alias(LLVMGetCalledValue(call));
}

static const struct intrinsic *find_intrinsic(const char *name)
{
    const struct intrinsic *best = NULL;
    size_t best_length = 0;
    for (size_t i = 0; i < sizeof intrinsics / sizeof *intrinsics; i++) {
        size_t n = strlen(intrinsics[i].prefix);
        if (n >= best_length && !strncmp(name, intrinsics[i].prefix, n)) {
            best = &intrinsics[i];
            best_length = n;
        }
    }
    return best;
}

static void reach_codegen(struct analysis *a, const char *name,
                          LLVMValueRef call)
{
    LLVMValueRef f = LLVMGetNamedFunction(a->module, name);
    if (!f) {
        LLVMValueRef alias =
            LLVMGetNamedGlobalAlias(a->module, name, strlen(name));
        if (!alias)
            return; /* the linker resolves it to native code */
        reach_global(a, alias, called_at(call, EDGE_CODEGEN));
        f = function_of_alias(alias);
    }
    if (f) {
        open_arguments(a, f);
        reach_function(a, f, called_at(call, EDGE_CODEGEN));
    }
}

/* The C suffix of a floating-point type, by the type in the name. */
static const char *libm_suffix(const char *name)
{
    if (strstr(name, "f80") || strstr(name, "f128"))
        return "l";
    return strstr(name, "f64") ? "" : "f";
}

static void reach_libm(struct analysis *a, const char *base, const char *suffix,
                       LLVMValueRef call)
{
    char name[32];
    snprintf(name, sizeof name, "%s%s", base, suffix);
    reach_codegen(a, name, call);
}

/* The remainder instruction is a call of fmod in machine code. */
void visit_remainder(struct analysis *a, LLVMValueRef i)
{
    LLVMTypeKind kind = LLVMGetTypeKind(LLVMTypeOf(i));
    reach_libm(a, "fmod", "", i);
    if (kind != LLVMDoubleTypeKind) {
        reach_libm(a, "fmod", "f", i);
        reach_libm(a, "fmod", "l", i);
    }
}

static void visit_intrinsic(struct analysis *a, LLVMValueRef call,
                            LLVMValueRef f)
{
    size_t length;
    const char *name = LLVMGetValueName2(f, &length);
    static const char constrained[] = "llvm.experimental.constrained.";
    size_t skip = strncmp(name, constrained, sizeof constrained - 1)
                      ? strlen("llvm.")
                      : sizeof constrained - 1;
    const struct intrinsic *found =
        length > skip ? find_intrinsic(name + skip) : NULL;
    if (!found) {
        assume(a, "unknown-intrinsic", call,
               "%s is taken to call any function whose address is taken", name);
        call_everything(a, call);
    } else if (found->libm && !strncmp(found->libm, "mem", 3)) {
        reach_codegen(a, found->libm, call);
    } else if (found->libm) {
        reach_libm(a, found->libm, libm_suffix(name), call);
    }
}

static void visit_asm(struct analysis *a, LLVMValueRef call, LLVMValueRef code)
{
    size_t length;
    const char *text = LLVMGetInlineAsmAsmString(code, &length);
    mention_in_text(a, text, length, called_at(call, EDGE_NATIVE));
    if (memmem(text, length, "call", 4) || memmem(text, length, "jmp", 3))
        call_everything(a, call);
    if (memmem(text, length, "syscall", 7) ||
        memmem(text, length, "sysenter", 8))
        assume(a, "asm-syscall", call,
               "inline assembly executes a system call that is not served");
}

static void visit_callee(struct analysis *a, LLVMValueRef call)
{
    LLVMValueRef target = LLVMGetCalledValue(call);
    LLVMValueRef f = direct_callee(call);
    if (LLVMIsAInlineAsm(target)) {
        visit_asm(a, call, target);
    } else if (!f) {
        mention(a, target, called_at(call, EDGE_ADDRESS));
        arrput(a->indirect_calls, call);
        call_everything(a, call);
    } else if (LLVMGetIntrinsicID(f)) {
        visit_intrinsic(a, call, f);
    } else {
        if (target != f)
            reach_global(a, target, called_at(call, EDGE_CALL));
        reach_function(a, f, called_at(call, EDGE_CALL));
        arrput(entity_of(a, f)->callers, call);
        if (LLVMIsDeclaration(f))
            call_everything(a, call);
    }
}

static void visit_query(struct analysis *a, LLVMValueRef call)
{
    LLVMValueRef f = function_of_alias(LLVMGetOperand(call, 0));
    if (f)
        arrput(entity_of(a, f)->queries, call);
    arrput(a->pending_queries, call);
}

void visit_call(struct analysis *a, LLVMValueRef call)
{
    if (is_reached_query(call)) {
        visit_query(a, call);
        return;
    }
    struct reason why = called_at(call, EDGE_ADDRESS);
    for (int i = 0, n = LLVMGetNumArgOperands(call); i < n; i++) {
        LLVMValueRef argument = LLVMGetOperand(call, i);
        if (LLVMIsAConstant(argument))
            mention(a, argument, why);
    }
    /* Operand bundles may hold constants too; the callee is the last one. */
    for (int i = LLVMGetNumArgOperands(call), n = LLVMGetNumOperands(call) - 1;
         i < n; i++)
        if (!LLVMIsABasicBlock(LLVMGetOperand(call, i)))
            mention(a, LLVMGetOperand(call, i), why);
    visit_callee(a, call);
}

bool analysis_query(const struct analysis *a, LLVMValueRef call)
{
    LLVMValueRef f = function_of_alias(LLVMGetOperand(call, 0));
    return f && analysis_reached(a, f);
}

static void update_query(struct analysis *a, LLVMValueRef call)
{
    if (!analysis_query(a, call))
        return;
    struct vset yes = VSET_EMPTY;
    vset_add(&yes, 1);
    grow_value(a, call, &yes);
    vset_free(&yes);
}

/* Pass the arguments' sets to the parameters, unless they are open already. */
static void pass_arguments(struct analysis *a, LLVMValueRef call,
                           LLVMValueRef f)
{
    unsigned given = LLVMGetNumArgOperands(call), i = 0;
    for (LLVMValueRef p = LLVMGetFirstParam(f); p;
         p = LLVMGetNextParam(p), i++) {
        if (!is_tracked(p))
            continue;
        LLVMValueRef argument = i < given ? LLVMGetOperand(call, i) : NULL;
        struct vset s = VSET_ANY;
        if (argument && LLVMTypeOf(argument) == LLVMTypeOf(p))
            s = value_of(a, argument);
        grow_value(a, p, &s);
        vset_free(&s);
    }
}

void update_call(struct analysis *a, LLVMValueRef call)
{
    if (is_reached_query(call)) {
        update_query(a, call);
        return;
    }
    LLVMValueRef f = direct_callee(call);
    bool defined = f && !LLVMIsDeclaration(f);
    if (defined && !entity_of(a, f)->open)
        pass_arguments(a, call, f);
    if (!is_tracked(call))
        return;
    struct vset s = VSET_ANY;
    if (defined && LLVMGetReturnType(LLVMGlobalGetValueType(f)) ==
                       LLVMTypeOf(call)) {
        s = VSET_EMPTY;
        vset_merge(&s, &entity_of(a, f)->result);
    }
    grow_value(a, call, &s);
    vset_free(&s);
}
