/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Calls. Whoever may be called is reached, its parameters have the arguments,
 * the call has its result. A call of what nobody knows is one of the world:
 * the arguments are part of it, the result is anything of it, and every
 * function of it is reached with any arguments.
 */
#include "check.h"

#include "../format.h"

#include <string.h>

static bool is_argument(LLVMValueRef v)
{
    return LLVMGetTypeKind(LLVMTypeOf(v)) != LLVMMetadataTypeKind &&
           !LLVMIsABasicBlock(v);
}

/* Argument N, or NULL where there is none with a value. */
static LLVMValueRef argument(LLVMValueRef call, unsigned n)
{
    if (n >= LLVMGetNumArgOperands(call))
        return NULL;
    LLVMValueRef v = LLVMGetOperand(call, n);
    return is_argument(v) ? v : NULL;
}

static unsigned result_leaves(struct check *k, LLVMValueRef call)
{
    return layout_count(k, LLVMTypeOf(call));
}

static void result_any(struct check *k, LLVMValueRef call, const char *rule)
{
    for (unsigned l = result_leaves(k, call); l--;)
        demand(k, result_value(k, call, l).any, rule,
               "the result is not any number");
}

static void result_world(struct check *k, LLVMValueRef call, const char *rule)
{
    for (unsigned l = result_leaves(k, call); l--;)
        demand(k, value_is_world(k, result_value(k, call, l)), rule,
               "the result is not the world");
}

static void value_escapes(struct check *k, LLVMValueRef v, const char *rule)
{
    for (unsigned l = layout_count(k, LLVMTypeOf(v)); l--;)
        demand(k, value_escaped(k, operand_value(k, v, l)), rule,
               "what is handed out is not in the world");
}

static void arguments_escape(struct check *k, LLVMValueRef call,
                             const char *rule)
{
    for (unsigned n = 0; n < LLVMGetNumArgOperands(call); n++)
        if (argument(call, n))
            value_escapes(k, argument(call, n), rule);
}

static void call_of_world(struct check *k, LLVMValueRef call, const char *rule)
{
    arguments_escape(k, call, rule);
    result_world(k, call, rule);
    demand(k, k->c->world_called, rule, "a call of the world is missing");
}

static bool in_general_register(LLVMTypeRef type)
{
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    return kind == LLVMIntegerTypeKind || kind == LLVMPointerTypeKind;
}

/* Numbers keep their meaning only in a type of the same kind and width. */
static bool same_shape(struct check *k, LLVMTypeRef x, LLVMTypeRef y)
{
    if (x == y)
        return true;
    return in_general_register(x) && in_general_register(y) &&
           LLVMStoreSizeOfType(k->layout, x) ==
               LLVMStoreSizeOfType(k->layout, y);
}

/* SHIFTED: it may be in the register of any parameter. */
static void pass_argument(struct check *k, LLVMValueRef v,
                          const struct certificate_context *callee,
                          uint32_t first, LLVMTypeRef type, bool shifted)
{
    unsigned n = layout_count(k, type);
    if (v && shifted) {
        value_escapes(k, v, "argument");
        v = NULL;
    }
    bool same = v && n == layout_count(k, LLVMTypeOf(v));
    bool converts = same && !same_shape(k, LLVMTypeOf(v), type);
    for (unsigned l = 0; l < n; l++) {
        value p = value_at(k, callee->values + first + l);
        if (!same)
            demand(k, value_is_world(k, p), "argument",
                   "a parameter without an argument is not the world");
        else
            demand(k, value_includes(k, p, operand_value(k, v, l)), "argument",
                   "a parameter lacks an argument");
        if (converts)
            demand(k, p.any, "argument",
                   "an argument of another type is not any number");
    }
    if (v && !same)
        value_escapes(k, v, "argument");
}

static bool is_by_value(struct check *k, LLVMValueRef call, unsigned n)
{
    static const char name[] = "byval";
    if (!k->byval)
        k->byval = LLVMGetEnumAttributeKindForName(name, sizeof name - 1);
    return LLVMGetCallSiteEnumAttribute(call, n + 1, k->byval);
}

/* A variadic argument lies in the callee's area, at a multiple of 8. */
static void pass_variadic(struct check *k, LLVMValueRef call, unsigned n,
                          uint32_t area)
{
    struct leaf leaves[LEAVES];
    LLVMValueRef v = argument(call, n);
    if (!v)
        return;
    if (!area) {
        violation_at(k, "variadic", "the callee has no place for arguments");
        return;
    }
    if (is_by_value(k, call, n)) { /* its contents lie there, not its address */
        value from = operand_value(k, v, 0);
        for (uint32_t t = 0; t < from.target_count; t++)
            memory_copy(k, (target){area, 8, 0}, k->targets[from.targets[t]],
                        0);
        return;
    }
    unsigned count = layout_leaves(k, LLVMTypeOf(v), leaves);
    for (unsigned l = 0; l < count; l++)
        for (uint32_t e = 0; e < leaves[l].repeat; e++)
            place_write(k, area,
                        normal_place((place){
                            (int64_t)(leaves[l].offset + e * leaves[l].size), 8,
                            leaves[l].size}),
                        operand_value(k, v, l), "variadic");
}

/* The callee gets the address of a copy, which is another one. */
static void note_by_value(struct check *k, LLVMValueRef call, unsigned n)
{
    value v = operand_value(k, argument(call, n), 0);
    for (uint32_t t = 0; t < v.target_count; t++)
        k->objects[k->targets[v.targets[t]].object].by_value = true;
}

static void bind(struct check *k, LLVMValueRef call, LLVMValueRef f)
{
    uint32_t number = certificate_callee(k->c, k->context, call, f);
    if (number == CERTIFICATE_NONE) {
        violation_at(k, "direct_call", "the callee is not analysed");
        return;
    }
    struct certificate_context callee = certificate_context(k->c, number);
    demand(k, callee.function == f, "direct_call", "another callee");
    uint32_t first = 0;
    unsigned n = 0;
    bool shifted = false;
    for (LLVMValueRef p = LLVMGetFirstParam(f); p;
         p = LLVMGetNextParam(p), n++) {
        LLVMTypeRef type = LLVMTypeOf(p);
        LLVMValueRef v = argument(call, n);
        shifted |= v && in_general_register(LLVMTypeOf(v)) !=
                            in_general_register(type);
        pass_argument(k, v, &callee, first, type, shifted);
        if (argument(call, n) && LLVMGetTypeKind(type) == LLVMPointerTypeKind &&
            is_by_value(k, call, n))
            note_by_value(k, call, n);
        first += layout_count(k, type);
    }
    LLVMTypeRef type = LLVMGlobalGetValueType(f);
    if (LLVMIsFunctionVarArg(type))
        for (; n < LLVMGetNumArgOperands(call); n++)
            pass_variadic(k, call, n, callee.varargs);
    unsigned count = result_leaves(k, call);
    bool same = count == callee.result_count;
    bool converts =
        same && !same_shape(k, LLVMGetReturnType(type), LLVMTypeOf(call));
    for (unsigned l = 0; l < count && same; l++) {
        value from = value_at(k, callee.results + l);
        demand(k, value_includes(k, result_value(k, call, l), from), "result",
               "the result lacks what the callee returns");
        if (converts && !value_empty(from))
            demand(k, result_value(k, call, l).any, "result",
                   "a result of another type is not any number");
    }
    if (same || !count)
        return;
    result_world(k, call, "result");
    for (unsigned l = 0; l < callee.result_count; l++)
        demand(k, value_escaped(k, value_at(k, callee.results + l)), "result",
               "a result that loses its shape is not in the world");
}

/* The greatest length; 0: not known. False when there is none but 0. */
static bool length_of(struct check *k, LLVMValueRef v, uint64_t *length)
{
    value s = operand_value(k, v, 0);
    *length = 0;
    if (s.any || s.target_count)
        return true;
    for (uint32_t n = 0; n < s.integer_count; n++)
        if (s.integers[n] > *length)
            *length = s.integers[n];
    bool none = !*length;
    if (*length >= (uint64_t)UNBOUNDED)
        *length = 0;
    return !none;
}

static void copy_pairs(struct check *k, value to, value from, uint64_t length)
{
    for (uint32_t d = 0; d < to.target_count; d++)
        for (uint32_t s = 0; s < from.target_count; s++)
            memory_copy(k, k->targets[to.targets[d]],
                        k->targets[from.targets[s]], length);
}

static void first_argument(struct check *k, LLVMValueRef call, const char *rule)
{
    LLVMValueRef v = argument(call, 0);
    for (unsigned l = result_leaves(k, call); v && l--;)
        demand(
            k,
            value_includes(k, result_value(k, call, l), operand_value(k, v, l)),
            rule, "the result is not the first argument");
}

static void set_memory(struct check *k, LLVMValueRef call)
{
    uint64_t length;
    value byte = operand_value(k, argument(call, 1), 0);
    value to = operand_value(k, argument(call, 0), 0);
    first_argument(k, call, "memory_set");
    if (value_empty(byte) || !length_of(k, argument(call, 2), &length))
        return;
    bool known = !byte.any && !byte.target_count && byte.integer_count == 1;
    int b = known ? (int)(byte.integers[0] & 0xff) : -1;
    for (uint32_t t = 0; t < to.target_count; t++)
        memory_fill(k, k->targets[to.targets[t]], length, b);
}

/* An object that this call makes among the targets of V. */
static bool find_new(struct check *k, LLVMValueRef call, value v, target *t)
{
    for (uint32_t n = 0; n < v.target_count; n++) {
        *t = k->targets[v.targets[n]];
        const struct certificate_object *o = &k->objects[t->object].o;
        if (o->kind == CERTIFIED_HEAP && o->origin == call && !t->offset &&
            !t->stride)
            return true;
    }
    return false;
}

/* The object may have become part of the world before it got anywhere. */
static bool in_world_only(struct check *k, LLVMValueRef call, value v,
                          target *t)
{
    if (!value_is_world(k, v))
        return false;
    for (uint32_t o = 0; o < arrlenu(k->objects); o++)
        if (k->objects[o].o.kind == CERTIFIED_HEAP &&
            k->objects[o].o.origin == call && k->objects[o].o.world) {
            *t = (target){o, 0, 0};
            return true;
        }
    return false;
}

static void new_object(struct check *k, LLVMValueRef call, enum effect e)
{
    if (LLVMGetTypeKind(LLVMTypeOf(call)) == LLVMVoidTypeKind)
        return;
    value d = result_value(k, call, 0);
    target t;
    if (!find_new(k, call, d, &t) && !in_world_only(k, call, d, &t)) {
        violation_at(k, "allocation", "the result lacks the new object");
        return;
    }
    demand(k, value_has(d, 0), "allocation", "allocation never fails");
    if (e == EFFECT_ZEROED)
        memory_fill(k, t, 0, 0);
    if (e == EFFECT_RESIZED) {
        value old = operand_value(k, argument(call, 0), 0);
        for (uint32_t n = 0; n < old.target_count; n++)
            memory_copy(k, t, k->targets[old.targets[n]], 0);
    }
}

/* Whether a cell of OBJECT at AT has a new object of CALL. */
static bool new_in_cell(struct check *k, LLVMValueRef call, target at)
{
    const struct certificate_object *o = &k->objects[at.object].o;
    for (uint32_t n = 0; n < arrlenu(k->objects); n++) {
        const struct certificate_object *heap = &k->objects[n].o;
        if (heap->kind != CERTIFIED_HEAP || heap->origin != call)
            continue;
        if (o->world
                ? heap->world
                : o->constant ||
                      cell_holds(k, at.object,
                                 normal_place((place){at.offset, at.stride, 8}),
                                 value_of_target(k, (target){n, 0, 0})))
            return true;
    }
    return false;
}

static void new_object_at(struct check *k, LLVMValueRef call)
{
    value at = operand_value(k, argument(call, 0), 0);
    for (uint32_t n = 0; n < at.target_count; n++)
        demand(k, new_in_cell(k, call, k->targets[at.targets[n]]), "allocation",
               "the new object is not in memory");
    result_any(k, call, "allocation");
}

/* x86-64 psABI 3.5.7: two offsets, then two addresses of areas. */
static void start_variadic(struct check *k, LLVMValueRef call)
{
    value list = operand_value(k, argument(call, 0), 0);
    if (!k->at.varargs) {
        violation_at(k, "variadic", "there is no place for arguments");
        return;
    }
    value area = value_of_target(k, (target){k->at.varargs, 8, 0});
    static const struct leaf fields[] = {
        {0, 4, 1}, {4, 4, 1}, {8, 8, 1}, {16, 8, 1}};
    for (uint32_t n = 0; n < list.target_count; n++)
        for (unsigned f = 0; f < 4; f++)
            memory_write(k, k->targets[list.targets[n]], &fields[f],
                         f < 2 ? value_any() : area);
}

static void mix_arguments(struct check *k, LLVMValueRef call)
{
    for (unsigned l = result_leaves(k, call); l--;) {
        value d = result_value(k, call, l);
        demand(k, d.any, "mix", "the result is not any number");
        for (unsigned n = 0; n < LLVMGetNumArgOperands(call); n++) {
            LLVMValueRef v = argument(call, n);
            for (unsigned m = v ? layout_count(k, LLVMTypeOf(v)) : 0; m--;)
                demand(k, value_laundered(k, d, operand_value(k, v, m)), "mix",
                       "pieces of an address are lost");
        }
    }
}

/* A minimum or maximum is one of the two, or any number made of both. */
static void either_argument(struct check *k, LLVMValueRef call)
{
    for (unsigned l = result_leaves(k, call); l--;) {
        value d = result_value(k, call, l);
        value x = operand_value(k, argument(call, 0), l);
        value y = operand_value(k, argument(call, 1), l);
        bool made = value_laundered(k, d, x) && value_laundered(k, d, y);
        if (value_empty(x) || value_empty(y))
            continue;
        demand(k, made || (value_includes(k, d, x) && value_includes(k, d, y)),
               "mix", "the result lacks an argument");
    }
}

static void within(struct check *k, LLVMValueRef call)
{
    value from = operand_value(k, argument(call, 0), 0),
          d = result_value(k, call, 0);
    for (uint32_t n = 0; n < from.target_count; n++) {
        target t = {k->targets[from.targets[n]].object, 1, 0};
        demand(k, value_covers(k, d, t), "address",
               "the result lacks an object");
    }
    demand(k, d.any || (!from.any && !from.integer_count), "address",
           "the result is not any number");
}

static bool format_values_of(struct check *k, target t, int kind,
                             bool seen[256])
{
    const struct certificate_object *o = &k->objects[t.object].o;
    static const char empty[4];
    const char *bytes = empty;
    size_t length = sizeof empty;
    unsigned element = format_element_size(kind);
    if (t.stride || o->kind != CERTIFIED_GLOBAL || !o->constant)
        return false;
    LLVMValueRef text = LLVMGetInitializer(o->origin);
    if (LLVMIsAConstantDataArray(text)) {
        LLVMTypeRef type = LLVMGetElementType(LLVMTypeOf(text));
        element = (unsigned)LLVMStoreSizeOfType(k->layout, type);
        bytes = LLVMGetRawDataValues(text, &length);
    } else if (!LLVMIsNull(text)) {
        return false;
    }
    return t.offset >= 0 && (uint64_t)t.offset < length &&
           format_values(bytes + t.offset, length - (size_t)t.offset, element,
                         kind, seen);
}

/*
 * __unispec_format(format, value, kind): those of the values that may come up
 * in the formats. What comes up where is format.c's to say, which knows of no
 * analysis and is tested against libc.
 */
static void check_format(struct check *k, LLVMValueRef call)
{
    LLVMValueRef kind = LLVMGetOperand(call, 2);
    value formats = operand_value(k, argument(call, 0), 0);
    value from = operand_value(k, argument(call, 1), 0),
          d = result_value(k, call, 0);
    bool seen[256] = {false}, known = LLVMIsAConstantInt(kind);
    unsigned width = integer_width(LLVMTypeOf(call));
    known = known && !formats.any && formats.integer_count <= 1 &&
            (!formats.integer_count || !formats.integers[0]);
    for (uint32_t n = 0; n < formats.target_count && known; n++)
        known = format_values_of(k, k->targets[formats.targets[n]],
                                 (int)LLVMConstIntGetSExtValue(kind), seen);
    if (!known) {
        demand(k, value_includes(k, d, from), "format",
               "the result lacks a value");
        return;
    }
    for (unsigned byte = 0; byte < 256; byte++) {
        uint64_t wide =
            integer_truncate((uint64_t)(int64_t)(int8_t)byte, width);
        if (!seen[byte])
            continue;
        demand(k, !value_has(from, byte) || value_has(d, byte), "format",
               "the result lacks a value that a format has");
        demand(k, !value_has(from, wide) || value_has(d, wide), "format",
               "the result lacks a value that a format has");
    }
}

static void check_query(struct check *k, LLVMValueRef call)
{
    LLVMValueRef f = aliased_function(LLVMGetOperand(call, 0));
    bool yes = f && analysis_reached(k->c->analysis, f);
    demand(k, analysis_query(k->c->analysis, call) == yes, "query",
           "the answer differs from what is reached");
    if (result_leaves(k, call))
        demand(k, value_has(result_value(k, call, 0), yes), "query",
               "the result lacks the answer");
}

static void check_effect(struct check *k, LLVMValueRef call, enum effect e)
{
    uint64_t length;
    switch (e) {
    case EFFECT_NUMBER:
        result_any(k, call, "mix");
        break;
    case EFFECT_MIX:
        mix_arguments(k, call);
        break;
    case EFFECT_EITHER:
        either_argument(k, call);
        break;
    case EFFECT_FIRST:
        first_argument(k, call, "copy");
        break;
    case EFFECT_WITHIN:
        within(k, call);
        break;
    case EFFECT_COPY:
        first_argument(k, call, "memory_copy");
        if (length_of(k, argument(call, 2), &length))
            copy_pairs(k, operand_value(k, argument(call, 0), 0),
                       operand_value(k, argument(call, 1), 0), length);
        break;
    case EFFECT_SET:
        set_memory(k, call);
        break;
    case EFFECT_NEW:
    case EFFECT_ZEROED:
    case EFFECT_RESIZED:
        new_object(k, call, e);
        break;
    case EFFECT_NEW_AT:
        new_object_at(k, call);
        break;
    case EFFECT_VA_START:
        start_variadic(k, call);
        break;
    case EFFECT_VA_COPY:
        copy_pairs(k, operand_value(k, argument(call, 0), 0),
                   operand_value(k, argument(call, 1), 0), 24);
        break;
    case EFFECT_THREAD:
        demand(k,
               value_includes(k, value_at(k, k->c->thread),
                              operand_value(k, argument(call, 0), 0)),
               "thread_pointer", "a thread pointer is lost");
        result_any(k, call, "thread_pointer");
        break;
    case EFFECT_REACHED:
        check_query(k, call);
        break;
    case EFFECT_FORMAT:
        check_format(k, call);
        break;
    case EFFECT_ESCAPE:
        arguments_escape(k, call, "escape");
        result_world(k, call, "escape");
        break;
    case EFFECT_UNKNOWN:
        call_of_world(k, call, "native_call");
        break;
    case EFFECT_NONE:
        break;
    }
}

static const char *libm_suffix(LLVMTypeRef type)
{
    switch (LLVMGetTypeKind(type)) {
    case LLVMFloatTypeKind:
    case LLVMHalfTypeKind:
    case LLVMBFloatTypeKind:
        return "f";
    case LLVMX86_FP80TypeKind:
    case LLVMFP128TypeKind:
        return "l";
    default:
        return "";
    }
}

/* Code generation may call NAME, where the program has it. */
static void generated_call(struct check *k, const char *name,
                           const char *suffix)
{
    char full[32] = "";
    if (strlen(name) + strlen(suffix) >= sizeof full)
        return;
    strcat(strcat(full, name), suffix);
    LLVMValueRef f = LLVMGetNamedFunction(k->module, full);
    if (!f) {
        f = LLVMGetNamedGlobalAlias(k->module, full, strlen(full));
        if (f)
            check_reached(k, f, "native_call");
        f = aliased_function(f);
    }
    if (f)
        check_open(k, f, "native_call");
}

/* The remainder of floating-point numbers is a call of fmod. */
void check_remainder(struct check *k, LLVMValueRef i)
{
    LLVMTypeRef type = LLVMTypeOf(i);
    if (LLVMGetTypeKind(type) == LLVMVectorTypeKind)
        type = LLVMGetElementType(type);
    generated_call(k, "fmod", libm_suffix(type));
}

static void generated_calls(struct check *k, LLVMValueRef call,
                            const char *libcall)
{
    const char *suffix = "";
    if (strncmp(libcall, "mem", 3)) {
        LLVMTypeRef type = LLVMGetNumArgOperands(call)
                               ? LLVMTypeOf(LLVMGetOperand(call, 0))
                               : LLVMTypeOf(call);
        if (LLVMGetTypeKind(type) == LLVMVectorTypeKind)
            type = LLVMGetElementType(type);
        suffix = libm_suffix(type);
    }
    generated_call(k, libcall, suffix);
}

static void call_function(struct check *k, LLVMValueRef call, LLVMValueRef f)
{
    const char *libcall;
    enum effect e = known_effect(f, &libcall);
    if (LLVMGetIntrinsicID(f)) {
        check_effect(k, call, e);
        if (libcall)
            generated_calls(k, call, libcall);
        return;
    }
    bool enough = LLVMGetNumArgOperands(call) >= known_arguments(e);
    if ((e == EFFECT_REACHED || e == EFFECT_FORMAT) && enough) {
        check_effect(k, call, e);
        return;
    }
    check_reached(k, f, "direct_call");
    if (e != EFFECT_NONE && enough) {
        if (!LLVMIsDeclaration(f))
            check_open(k, f, "direct_call");
        check_effect(k, call, e);
    } else if (LLVMIsDeclaration(f)) {
        call_of_world(k, call, "native_call");
    } else {
        bind(k, call, f);
    }
}

/* Whoever asks is told of all targets. */
static void check_answer(struct check *k, LLVMValueRef call, value callee,
                         bool world)
{
    const LLVMValueRef *list;
    bool resolved;
    size_t n = analysis_call_targets(k->c->analysis, call, &list, &resolved);
    demand(k, !world || !resolved, "indirect_call",
           "a call of the world counts as resolved");
    LLVMValueRef only = analysis_only_target(k->c->analysis, call);
    demand(k, !world || !only, "indirect_call", "another target is possible");
    for (uint32_t t = 0; t < callee.target_count; t++) {
        target to = k->targets[callee.targets[t]];
        const struct certificate_object *o = &k->objects[to.object].o;
        bool start =
            to.stride ? !check_modulo(to.offset, to.stride) : !to.offset;
        demand(k, o->kind != CERTIFIED_OUTSIDE || (!resolved && !only),
               "indirect_call", "native code is called, but not listed");
        if (o->kind != CERTIFIED_FUNCTION || !start)
            continue;
        bool found = false;
        for (size_t i = 0; i < n && !found; i++)
            found = list[i] == o->origin;
        demand(k, found, "indirect_call", "a target is not listed");
        demand(k, !only || only == o->origin, "indirect_call",
               "another target is possible");
    }
}

static void call_pointer(struct check *k, LLVMValueRef call,
                         LLVMValueRef callee)
{
    value v = operand_value(k, callee, 0);
    bool world = !v.target_count && v.any;
    for (uint32_t n = 0; n < v.integer_count && !v.target_count; n++)
        world |= v.integers[n] >= NULL_PAGE && v.integers[n] < LAST_PAGE;
    for (uint32_t n = 0; n < v.target_count; n++) {
        target t = k->targets[v.targets[n]];
        const struct certificate_object *o = &k->objects[t.object].o;
        bool start = t.stride ? !check_modulo(t.offset, t.stride) : !t.offset;
        if (o->kind == CERTIFIED_WORLD || o->kind == CERTIFIED_DISTANCE ||
            (o->origin && LLVMIsAGlobalIFunc(o->origin)))
            world = true;
        else if (o->kind == CERTIFIED_FUNCTION && start)
            call_function(k, call, o->origin);
    }
    if (world)
        call_of_world(k, call, "world_call");
    check_answer(k, call, v, world);
}

static void check_assembly(struct check *k, LLVMValueRef call,
                           LLVMValueRef code)
{
    size_t length;
    const char *text = LLVMGetInlineAsmAsmString(code, &length);
    unsigned width = integer_width(LLVMTypeOf(call));
    check_text(k, text, length);
    if (memmem(text, length, "call", 4) || memmem(text, length, "jmp", 3))
        demand(k, k->c->world_called, "native_call",
               "assembly with a call calls nobody");
    if (memmem(text, length, "%fs", 3) || memmem(text, length, "wrfsbase", 8))
        demand(k, value_escaped(k, value_at(k, k->c->thread)), "thread_pointer",
               "assembly uses the thread pointer");
    if (length) {
        arguments_escape(k, call, "escape");
        if (width && width < 64)
            result_any(k, call, "escape");
        else
            result_world(k, call, "escape");
        return;
    }
    /* Nothing is executed: the outputs are the inputs. */
    unsigned inputs = LLVMGetNumArgOperands(call);
    for (unsigned l = result_leaves(k, call); l--;) {
        value d = result_value(k, call, l);
        demand(k, inputs || d.any, "copy", "the result is not any number");
        for (unsigned n = 0; n < inputs; n++)
            if (argument(call, n))
                demand(k,
                       value_includes(k, d,
                                      operand_value(k, argument(call, n), 0)),
                       "copy", "the result lacks an input");
    }
}

static void mention_operands(struct check *k, LLVMValueRef call)
{
    int callee = LLVMGetNumOperands(call) - 1;
    for (int n = 0; n < callee; n++) {
        LLVMValueRef v = LLVMGetOperand(call, (unsigned)n);
        if (is_argument(v) && LLVMIsAConstant(v))
            check_mention(k, v);
    }
}

void check_call(struct check *k, LLVMValueRef call)
{
    LLVMValueRef callee = LLVMGetCalledValue(call);
    if (LLVMIsAInlineAsm(callee)) {
        mention_operands(k, call);
        check_assembly(k, call, callee);
        return;
    }
    LLVMValueRef f = aliased_function(callee);
    if (f && is_reached_query(call)) {
        check_query(k, call);
        return;
    }
    mention_operands(k, call);
    if (f && f != callee)
        check_reached(k, callee, "direct_call");
    if (f) {
        call_function(k, call, f);
        return;
    }
    if (LLVMIsAConstant(callee))
        check_mention(k, callee);
    call_pointer(k, call, callee);
}
