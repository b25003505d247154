/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What one call in reached code does to the state: arguments flow into the
 * parameters of what may be called, results flow back. A call through the
 * world, of native code, or of an unknown intrinsic may reach every function
 * that is part of the world, with any argument.
 */
#include "solver.h"

#include "summary.h"

#include <stdio.h>
#include <string.h>

/* For pass(): one leaf, of another width. */
#define MISMATCH (LEAVES_MAX + 1)

/* Intrinsics, matched by the longest prefix of the name after "llvm.". */
struct intrinsic {
    const char *prefix;
    const char *libm; /* function that code generation may call, or NULL */
    enum summary summary;
};
static const struct intrinsic intrinsics[] = {
#define INTRINSIC(prefix, libm, summary) {prefix, libm, SUMMARY_##summary},
#include "intrinsics.def"
#undef INTRINSIC
};

static const struct intrinsic *find_intrinsic(LLVMValueRef f)
{
    static const char constrained[] = "llvm.experimental.constrained.";
    const struct intrinsic *best = NULL;
    size_t best_length = 0, length;
    const char *name = LLVMGetValueName2(f, &length);
    size_t skip = strncmp(name, constrained, sizeof constrained - 1)
                      ? strlen("llvm.")
                      : sizeof constrained - 1;
    for (size_t i = 0; i < sizeof intrinsics / sizeof *intrinsics; i++) {
        size_t n = strlen(intrinsics[i].prefix);
        if (n >= best_length &&
            !strncmp(name + skip, intrinsics[i].prefix, n)) {
            best = &intrinsics[i];
            best_length = n;
        }
    }
    return best;
}

/* What a call of F is known to do without looking into it. */
static enum summary summary_of(struct analysis *a, LLVMValueRef f)
{
    struct entity *e = entity_of(a, f);
    if (e->summary)
        return e->summary - 1;
    enum summary s;
    if (LLVMGetIntrinsicID(f)) {
        const struct intrinsic *i = find_intrinsic(f);
        s = i ? i->summary : SUMMARY_UNKNOWN;
    } else {
        s = summary_by_name(f);
    }
    entity_of(a, f)->summary = (uint8_t)(s + 1);
    return s;
}

bool is_reached_query(LLVMValueRef i)
{
    if (!LLVMIsACallInst(i))
        return false;
    LLVMValueRef f = LLVMGetCalledValue(i);
    return LLVMIsAFunction(f) && summary_by_name(f) == SUMMARY_QUERY;
}

bool is_format_query(LLVMValueRef i)
{
    if (!LLVMIsACallInst(i))
        return false;
    LLVMValueRef f = LLVMGetCalledValue(i);
    return LLVMIsAFunction(f) && summary_by_name(f) == SUMMARY_FORMAT;
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
        reach_global(a, alias, used_at(call, EDGE_CODEGEN));
        f = function_of_alias(alias);
    }
    if (f) {
        reach_function(a, f, used_at(call, EDGE_CODEGEN));
        open_function(a, f);
    }
}

/* Code generation adds a call to functions that check their stack frame. */
void reach_stack_protector(struct analysis *a, LLVMValueRef f)
{
    static const char *const names[] = {"ssp", "sspstrong", "sspreq"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        unsigned kind = LLVMGetEnumAttributeKindForName(names[i],
                                                        strlen(names[i]));
        if (LLVMGetEnumAttributeAtIndex(f, LLVMAttributeFunctionIndex, kind))
            reach_codegen(a, "__stack_chk_fail",
                          LLVMGetFirstInstruction(LLVMGetEntryBasicBlock(f)));
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
    const struct intrinsic *found = find_intrinsic(f);
    if (!found)
        assume(a, "unknown-intrinsic", call,
               "%s is taken to call any function that escaped", name);
    else if (found->libm && !strncmp(found->libm, "mem", 3))
        reach_codegen(a, found->libm, call);
    else if (found->libm)
        reach_libm(a, found->libm, libm_suffix(name), call);
}

static void visit_asm(struct analysis *a, LLVMValueRef call, LLVMValueRef code)
{
    size_t length;
    const char *text = LLVMGetInlineAsmAsmString(code, &length);
    mention_in_text(a, text, length, used_at(call, EDGE_NATIVE));
    if (memmem(text, length, "call", 4) || memmem(text, length, "jmp", 3))
        call_world(a, call);
    if (memmem(text, length, "syscall", 7) ||
        memmem(text, length, "sysenter", 8))
        assume(a, "asm-syscall", call,
               "inline assembly executes a system call that is not served");
}

static void visit_query(struct analysis *a, struct instance *in,
                        uint32_t index)
{
    LLVMValueRef call = in->body->ops[index].instruction;
    LLVMValueRef f = function_of_alias(LLVMGetOperand(call, 0));
    struct op_ref ref = {in, index};
    if (f)
        arrput(entity_of(a, f)->queries, call);
    hmput(a->query_refs, call, ref);
    arrput(a->pending_queries, ref);
}

/* Arguments of CALL that are constants. */
static void mention_arguments(struct analysis *a, LLVMValueRef call)
{
    struct reason why = used_at(call, EDGE_ADDRESS);
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
}

void visit_call(struct analysis *a, struct instance *in, uint32_t index)
{
    const struct op *op = &in->body->ops[index];
    LLVMValueRef call = op->instruction, callee = LLVMGetCalledValue(call);
    if (is_reached_query(call)) {
        visit_query(a, in, index);
        return;
    }
    mention_arguments(a, call);
    if (LLVMIsAInlineAsm(callee))
        visit_asm(a, call, callee);
    else if (op->callee && LLVMGetIntrinsicID(op->callee))
        visit_intrinsic(a, call, op->callee);
    else if (op->callee && op->callee != callee)
        reach_global(a, callee, used_at(call, EDGE_CALL));
    else if (!op->callee) {
        mention(a, callee, used_at(call, EDGE_ADDRESS));
        arrput(a->indirect_calls, call);
    }
}

bool analysis_query(const struct analysis *a, LLVMValueRef call)
{
    LLVMValueRef f = function_of_alias(LLVMGetOperand(call, 0));
    return f && analysis_reached(a, f);
}

operand argument(const struct instance *in, const struct op *op, unsigned k)
{
    return k < op->count ? in->body->operands[op->first + k] : OPERAND_NONE;
}

unsigned argument_leaves(struct analysis *a, const struct op *op, unsigned k)
{
    struct leaf leaves[LEAVES_MAX];
    return leaves_of(a, LLVMTypeOf(LLVMGetOperand(op->instruction, k)), leaves);
}

void result_world(struct analysis *a, struct instance *in, const struct op *op)
{
    for (unsigned i = 0; i < op->leaves && op->dst != OPERAND_NONE; i++)
        node_add_world(a, node_of(in, op->dst + i));
}

void result_any(struct analysis *a, struct instance *in, const struct op *op)
{
    for (unsigned i = 0; i < op->leaves && op->dst != OPERAND_NONE; i++)
        node_add_any(a, node_of(in, op->dst + i));
}

void arguments_escape(struct analysis *a, struct instance *in,
                      const struct op *op)
{
    if (!HAS_RULE(a, escape))
        return;
    for (unsigned k = 0; k < op->count; k++) {
        operand o = argument(in, op, k);
        unsigned n = o == OPERAND_NONE ? 0 : argument_leaves(a, op, k);
        for (unsigned i = 0; i < n; i++)
            node_include(a, a->world, node_of(in, o + i));
    }
}

/* Nothing is known of what is called. */
void call_unknown(struct analysis *a, struct instance *in, uint32_t index)
{
    const struct op *op = &in->body->ops[index];
    if (in->states[index].world)
        return;
    in->states[index].world = true;
    if (!op->callee)
        hmput(a->world_calls, op->instruction, true);
    arguments_escape(a, in, op);
    result_world(a, in, op);
    call_world(a, op->instruction);
}

static bool is_number(LLVMTypeRef type)
{
    return width_of_type(type) || LLVMGetTypeKind(type) == LLVMPointerTypeKind;
}

/* Where a function is called by another type: a value is only handed on as it
 * is between numbers of one width. */
static bool types_differ(LLVMTypeRef x, LLVMTypeRef y)
{
    if (x == y)
        return false;
    if (!is_number(x) || !is_number(y))
        return true;
    return (width_of_type(x) ? width_of_type(x) : 64) !=
           (width_of_type(y) ? width_of_type(y) : 64);
}

/* From one value to another; ones of different shape lose their identity. */
void pass(struct analysis *a, node_id to, unsigned to_leaves,
          struct instance *in, operand from, unsigned from_leaves)
{
    if (from != OPERAND_NONE && to_leaves == from_leaves) {
        for (unsigned i = 0; i < to_leaves; i++)
            node_include(a, to + i, node_of(in, from + i));
        return;
    }
    for (unsigned i = 0; i < to_leaves; i++)
        node_add_world(a, to + i);
    if (from_leaves == MISMATCH)
        from_leaves = 1;
    for (unsigned i = 0; from != OPERAND_NONE && i < from_leaves; i++)
        node_include(a, a->world, node_of(in, from + i));
}

object_id varargs_of(struct analysis *a, struct instance *in)
{
    if (!in->varargs) {
        in->varargs =
            object_new(a, MEMORY_VARARGS, in->body->function, 0, 8);
        a->objects[in->varargs].many = true;
    }
    return in->varargs;
}

void copy_between(struct analysis *a, target_id to, target_id from,
                  uint32_t length)
{
    struct target d = a->targets[to], s = a->targets[from];
    if (s.object == OBJECT_WORLD && d.object == OBJECT_WORLD)
        return;
    if (a->objects[d.object].kind == MEMORY_FUNCTION)
        return;
    struct copy c = {{s.offset, s.stride, length}, d.object, d.offset,
                     d.stride, 0};
    object_copy(a, s.object, c);
}

/* A structure in memory: not its address is passed, but what is in it. */
static bool is_by_value(const struct op *op, unsigned k)
{
    unsigned kind = LLVMGetEnumAttributeKindForName("byval", 5);
    return LLVMGetCallSiteEnumAttribute(op->instruction, k + 1, kind);
}

static void pass_variadic(struct analysis *a, struct instance *in,
                          uint32_t index, unsigned k, struct instance *callee)
{
    const struct op *op = &in->body->ops[index];
    object_id o = varargs_of(a, callee);
    target_id t = target_make(a, o, 0, 8, 0);
    operand from = argument(in, op, k);
    if (from == OPERAND_NONE || !HAS_RULE(a, variadic))
        return;
    if (!is_by_value(op, k)) {
        write_memory(a, t, LLVMTypeOf(LLVMGetOperand(op->instruction, k)),
                     node_of(in, from));
        return;
    }
    in->states[index].summarised = true; /* again when FROM grows */
    const struct node *n = node_at(a, node_find(a, node_of(in, from)));
    for (uint32_t i = 0; i < arrlenu(n->targets); i++)
        copy_between(a, t, n->targets[i], 0);
}

static void bind(struct analysis *a, struct instance *in, uint32_t index,
                 struct instance *callee)
{
    const struct op *op = &in->body->ops[index];
    const struct function_body *body = callee->body;
    bool shifted = false; /* a number where the callee has none, or back */
    for (unsigned k = 0; k < body->parameter_count; k++) {
        uint32_t first = body->parameters[k];
        operand from = argument(in, op, k);
        unsigned leaves = from == OPERAND_NONE ? 0 : argument_leaves(a, op, k);
        if (leaves) {
            LLVMTypeRef x = LLVMTypeOf(LLVMGetOperand(op->instruction, k));
            LLVMTypeRef y = LLVMTypeOf(LLVMGetParam(body->function, k));
            shifted |= is_number(x) != is_number(y);
            if (shifted || types_differ(x, y))
                leaves = MISMATCH;
        }
        if (HAS_RULE(a, argument))
            pass(a, callee->values + first, body->parameters[k + 1] - first,
                 in, from, leaves);
    }
    if (LLVMIsFunctionVarArg(LLVMGlobalGetValueType(body->function)))
        for (unsigned k = body->parameter_count; k < op->count; k++)
            pass_variadic(a, in, index, k, callee);
    if (op->dst == OPERAND_NONE || !HAS_RULE(a, result))
        return;
    LLVMTypeRef result =
        LLVMGetReturnType(LLVMGlobalGetValueType(body->function));
    if (op->leaves == body->results &&
        !types_differ(LLVMTypeOf(op->instruction), result)) {
        for (unsigned i = 0; i < op->leaves; i++)
            node_include(a, node_of(in, op->dst + i), callee->results + i);
        return;
    }
    result_world(a, in, op);
    for (unsigned i = 0; i < body->results; i++)
        node_include(a, a->world, callee->results + i);
}

static void call_function(struct analysis *a, struct instance *in,
                          uint32_t index, LLVMValueRef f, enum edge_kind kind)
{
    const struct op *op = &in->body->ops[index];
    enum summary s = summary_of(a, f);
    if (LLVMGetIntrinsicID(f)) {
        run_summary(a, in, index, s);
        return;
    }
    if (s != SUMMARY_FORMAT && s != SUMMARY_QUERY)
        reach_function(a, f, used_at(op->instruction, kind));
    if (s != SUMMARY_NONE && !too_few_arguments(op, s)) {
        in->states[index].summarised = true;
        if (s != SUMMARY_FORMAT && s != SUMMARY_QUERY)
            open_function(a, f);
        run_summary(a, in, index, s);
    } else if (LLVMIsDeclaration(f)) {
        if (HAS_RULE(a, native_call))
            call_unknown(a, in, index);
    } else {
        bind(a, in, index, instance_for(a, f, op->instruction));
    }
}

static void call_target(struct analysis *a, struct instance *in,
                        uint32_t index, target_id target)
{
    const struct op *op = &in->body->ops[index];
    struct target t = a->targets[target];
    if (t.object == OBJECT_WORLD || t.object == OBJECT_DISTANCE) {
        if (HAS_RULE(a, world_call))
            call_unknown(a, in, index);
        return;
    }
    const struct object *o = &a->objects[t.object];
    if (o->kind == MEMORY_OUTSIDE)
        hmput(a->outside_calls, op->instruction, true);
    if (o->kind != MEMORY_FUNCTION) {
        if (o->origin && LLVMIsAGlobalIFunc(o->origin))
            call_unknown(a, in, index);
        return;
    }
    if (t.stride ? t.offset % t.stride : t.offset)
        return; /* not the function's start */
    LLVMValueRef f = o->origin;
    struct call_edge edge = {op->instruction, f};
    if (hmgeti(a->calls, edge) < 0) {
        hmput(a->calls, edge, true);
        ptrdiff_t i = hmgeti(a->call_targets, op->instruction);
        LLVMValueRef *list = i < 0 ? NULL : a->call_targets[i].value;
        arrput(list, f);
        hmput(a->call_targets, op->instruction, list);
    }
    call_function(a, in, index, f, EDGE_INDIRECT);
}

static void run_asm(struct analysis *a, struct instance *in, const struct op *op)
{
    size_t length;
    const char *text =
        LLVMGetInlineAsmAsmString(LLVMGetCalledValue(op->instruction), &length);
    if (!length) { /* hands its inputs on, and hides numbers on purpose */
        result_any(a, in, op);
        for (unsigned l = 0; l < op->leaves && op->dst != OPERAND_NONE; l++) {
            for (unsigned k = 0; k < op->count; k++)
                if (argument(in, op, k) != OPERAND_NONE)
                    node_include(a, node_of(in, op->dst + l),
                                 node_of(in, argument(in, op, k)));
        }
        return;
    }
    arguments_escape(a, in, op);
    if (memmem(text, length, "fs", 2) || memmem(text, length, "rdmsr", 5))
        node_include(a, a->world, a->thread);
    if (op->width && op->width < 64)
        result_any(a, in, op);
    else
        result_world(a, in, op);
}

void run_call(struct analysis *a, struct instance *in, uint32_t index)
{
    const struct op *op = &in->body->ops[index];
    struct op_state *state = &in->states[index];
    if (LLVMIsAInlineAsm(LLVMGetCalledValue(op->instruction))) {
        if (!state->seen++)
            run_asm(a, in, op);
        return;
    }
    if (op->callee) {
        bool intrinsic = LLVMGetIntrinsicID(op->callee);
        if (state->seen && !state->summarised && !intrinsic)
            return;
        state->seen = 1;
        if (HAS_RULE(a, direct_call))
            call_function(a, in, index, op->callee, EDGE_CALL);
        return;
    }
    if (op->a == OPERAND_NONE || !HAS_RULE(a, indirect_call))
        return;
    struct node *callee = node_at(a, node_find(a, node_of(in, op->a)));
    uint32_t i = state->summarised ? 0 : state->seen;
    uint32_t end = arrlenu(callee->targets);
    state->seen = end;
    for (; i < end; i++)
        call_target(a, in, index,
                    node_at(a, node_find(a, node_of(in, op->a)))->targets[i]);
}
