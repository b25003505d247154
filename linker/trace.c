/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Instruments the merged module for a trace. Points are the blocks, and the
 * edges that no block tells about (critical ones, which get a block of their
 * own): so every edge counts, and with it every arm of a switch. Each has a
 * byte that its code sets. Indirect calls and system calls hand a key and a
 * value to the recorder; keys number the indirect calls first and then the
 * parameters of the system calls.
 *
 * What the analysis says is looked up before a function is changed: it knows
 * blocks by their identity. The optimiser may move the store of a byte, but
 * not past the end of the program, so only a crash can lose some.
 */
#include "trace.h"
#include "os_symbols.h"

#include "instrument.h"
#include "llvm_shim.h"
#include "specialise.h"
#include "syscall_table.h"

#include <stb/stb_ds.h>
#include <string.h>

enum { SLOTS_PER_KEY = 8, SLOTS_MIN = 4096 };

struct tracer {
    struct analysis *analysis;
    LLVMModuleRef module;
    LLVMContextRef context;
    LLVMBuilderRef builder;
    LLVMValueRef points; /* the array; one byte until its size is known */
    json_t *functions, *point_list, *calls, *syscalls;
    unsigned keys;
};

/* ---- points */

static json_t *add_function(struct tracer *t, LLVMValueRef f)
{
    size_t length;
    const char *name = LLVMGetValueName2(f, &length);
    json_array_append_new(t->functions, json_stringn(name, length));
    return json_integer((json_int_t)json_array_size(t->functions) - 1);
}

/* The line of the block's first instruction that has one. */
static unsigned line_of_block(LLVMBasicBlockRef b)
{
    struct location at = {0};
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i && !at.line;
         i = LLVMGetNextInstruction(i))
        at = location_of_instruction(i);
    return at.line;
}

static void store_point(struct tracer *t, LLVMBasicBlockRef b, size_t number)
{
    LLVMTypeRef byte = LLVMInt8TypeInContext(t->context);
    LLVMValueRef index =
        LLVMConstInt(LLVMInt64TypeInContext(t->context), number, false);
    LLVMPositionBuilderBefore(t->builder, first_place(b));
    LLVMSetCurrentDebugLocation2(t->builder, NULL);
    LLVMBuildStore(t->builder, LLVMConstInt(byte, 1, false),
                   LLVMConstGEP2(byte, t->points, &index, 1));
}

/* A block, or with `block` NULL an edge, which may get one. */
struct point {
    LLVMBasicBlockRef block;
    LLVMValueRef terminator;
    unsigned successor, line, flags;
};

static void add_edges(struct tracer *t, LLVMBasicBlockRef b,
                      struct point **list)
{
    LLVMValueRef end = LLVMGetBasicBlockTerminator(b);
    unsigned n = LLVMGetNumSuccessors(end);
    if (n < 2)
        return;
    for (unsigned k = 0; k < n; k++) {
        bool feasible =
            analysis_edge_feasible(t->analysis, b, LLVMGetSuccessor(end, k));
        struct point p = {.terminator = end,
                          .successor = k,
                          .line = location_of_instruction(end).line,
                          .flags = TRACE_EDGE | (feasible ? TRACE_REACHED : 0)};
        arrput(*list, p);
    }
}

static struct point *points_of(struct tracer *t, LLVMValueRef f)
{
    struct point *list = NULL;
    LLVMBasicBlockRef entry = LLVMGetFirstBasicBlock(f);
    for (LLVMBasicBlockRef b = entry; b; b = LLVMGetNextBasicBlock(b)) {
        bool reached = analysis_block_reached(t->analysis, b);
        struct point p = {.block = b,
                          .line = line_of_block(b),
                          .flags = (b == entry ? TRACE_ENTRY : 0) |
                                   (reached ? TRACE_REACHED : 0)};
        arrput(list, p);
        add_edges(t, b, &list);
    }
    return list;
}

static void place_points(struct tracer *t, LLVMValueRef f)
{
    struct point *list = points_of(t, f);
    json_t *function = add_function(t, f);
    for (ptrdiff_t i = 0; i < arrlen(list); i++) {
        LLVMBasicBlockRef b = list[i].block;
        if (!b)
            b = unispec_edge_split(list[i].terminator, list[i].successor);
        if (!b)
            continue; /* a block tells of it */
        store_point(t, b, json_array_size(t->point_list));
        json_array_append_new(t->point_list,
                              json_pack("[O, i, i]", function,
                                        (int)list[i].line, (int)list[i].flags));
    }
    json_decref(function);
    arrfree(list);
}

/* ---- values */

/* A function or variable of the kernel, or NULL. */
static LLVMValueRef recorder(LLVMModuleRef m, const char *name)
{
    const char *in = os_symbol_in(m, name);
    LLVMValueRef f = LLVMGetNamedFunction(m, in);
    return f ? f : LLVMGetNamedGlobal(m, in);
}

static void record_value(struct tracer *t, unsigned key, LLVMValueRef value)
{
    LLVMTypeRef types[] = {LLVMInt32TypeInContext(t->context),
                           LLVMInt64TypeInContext(t->context)};
    LLVMTypeRef type =
        LLVMFunctionType(LLVMVoidTypeInContext(t->context), types, 2, false);
    LLVMValueRef arguments[] = {LLVMConstInt(types[0], key, false), value};
    LLVMBuildCall2(t->builder, type, recorder(t->module, TRACE_VALUE_NAME),
                   arguments, 2, "");
}

static json_t *target_names(struct tracer *t, LLVMValueRef call, bool *resolved)
{
    const LLVMValueRef *targets;
    size_t n = analysis_call_targets(t->analysis, call, &targets, resolved);
    json_t *names = json_array();
    for (size_t i = 0; i < n; i++) {
        size_t length;
        const char *name = LLVMGetValueName2(targets[i], &length);
        json_array_append_new(names, json_stringn(name, length));
    }
    return names;
}

static void trace_call(struct tracer *t, LLVMValueRef f, LLVMValueRef call)
{
    struct location at = location_of_instruction(call);
    bool resolved = false, reached = analysis_block_reached(
                               t->analysis, LLVMGetInstructionParent(call));
    json_t *targets = target_names(t, call, &resolved);
    size_t length;
    const char *name = LLVMGetValueName2(f, &length);
    json_array_append_new(
        t->calls,
        json_pack("{s:s%, s:o, s:i, s:b, s:b, s:o}", "function", name, length,
                  "file",
                  at.file ? json_stringn(at.file, at.file_length) : json_null(),
                  "line", (int)at.line, "reached", reached, "resolved",
                  resolved, "targets", targets));
    LLVMPositionBuilderBefore(t->builder, call);
    LLVMSetCurrentDebugLocation2(t->builder, location_for_call(f, call));
    record_value(t, t->keys++,
                 LLVMBuildPtrToInt(t->builder, LLVMGetCalledValue(call),
                                   LLVMInt64TypeInContext(t->context), ""));
}

static void trace_calls(struct tracer *t, LLVMValueRef f)
{
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i))
            if (is_indirect_call(i))
                trace_call(t, f, i);
}

static json_t *trace_parameters(struct tracer *t, LLVMValueRef f)
{
    LLVMTypeRef type = LLVMInt64TypeInContext(t->context);
    json_t *keys = json_object();
    unsigned i = 0;
    LLVMPositionBuilderBefore(t->builder,
                              first_place(LLVMGetFirstBasicBlock(f)));
    LLVMSetCurrentDebugLocation2(t->builder, location_for_call(f, NULL));
    for (LLVMValueRef p = LLVMGetFirstParam(f); p;
         p = LLVMGetNextParam(p), i++) {
        char name[12];
        if (LLVMGetTypeKind(LLVMTypeOf(p)) != LLVMIntegerTypeKind ||
            LLVMGetIntTypeWidth(LLVMTypeOf(p)) > 64)
            continue;
        snprintf(name, sizeof name, "%u", i);
        json_object_set_new(keys, name, json_integer(t->keys));
        record_value(t, t->keys++,
                     LLVMBuildIntCast2(t->builder, p, type, false, ""));
    }
    return keys;
}

static void trace_syscall(struct tracer *t, LLVMValueRef f)
{
    const char *text;
    unsigned length;
    size_t name_length;
    if (!function_fact(f, "unispec-syscall", &text, &length))
        return;
    char *name = must_strndup(text, length);
    const char *function = LLVMGetValueName2(f, &name_length);
    json_array_append_new(t->syscalls,
                          json_pack("{s:s, s:i, s:s%, s:o}", "name", name,
                                    "number", syscall_number(name), "function",
                                    function, name_length, "parameters",
                                    trace_parameters(t, f)));
    free(name);
}

/* ---- the whole */

/* The recorder itself has the attribute. */
static bool is_traced(LLVMValueRef f)
{
    return !LLVMIsDeclaration(f) && !has_attribute(f, "nosanitize_coverage") &&
           !has_attribute(f, "naked");
}

static LLVMValueRef add_array(struct tracer *t, LLVMTypeRef item, size_t count,
                              const char *name)
{
    LLVMTypeRef type = LLVMArrayType2(item, count ? count : 1);
    LLVMValueRef array = LLVMAddGlobal(t->module, type, name);
    LLVMSetInitializer(array, LLVMConstNull(type));
    LLVMSetLinkage(array, LLVMInternalLinkage);
    LLVMSetAlignment(array, 16);
    return array;
}

static size_t slot_count(const struct tracer *t)
{
    size_t n = SLOTS_MIN;
    while (n < (size_t)t->keys * SLOTS_PER_KEY)
        n *= 2;
    return n;
}

/* Gives the recorder its memory; the fields are those of kernel/trace.h. */
static void fill_record(struct tracer *t, LLVMValueRef record)
{
    LLVMTypeRef number = LLVMInt64TypeInContext(t->context);
    LLVMTypeRef byte = LLVMInt8TypeInContext(t->context);
    size_t points = json_array_size(t->point_list), slots = slot_count(t);
    LLVMValueRef array = add_array(t, byte, points, "trace.points");
    LLVMReplaceAllUsesWith(t->points, array);
    LLVMDeleteGlobal(t->points);
    LLVMValueRef fields[] = {
        array,
        add_array(t, byte, t->keys, "trace.counts"),
        add_array(t, LLVMArrayType2(number, 2), slots, "trace.slots"),
        LLVMConstInt(number, points, false),
        LLVMConstInt(number, t->keys, false),
        LLVMConstInt(number, slots, false),
    };
    LLVMSetInitializer(
        record, LLVMConstNamedStruct(LLVMGlobalGetValueType(record), fields,
                                     sizeof fields / sizeof *fields));
}

/* The end of the machine begins with the dump of the record. */
static void add_dump(struct tracer *t)
{
    LLVMValueRef end = recorder(t->module, TRACE_EXIT_NAME);
    LLVMValueRef dump = recorder(t->module, TRACE_DUMP_NAME);
    LLVMPositionBuilderBefore(t->builder,
                              first_place(LLVMGetFirstBasicBlock(end)));
    LLVMSetCurrentDebugLocation2(t->builder, location_for_call(end, NULL));
    LLVMBuildCall2(
        t->builder,
        LLVMFunctionType(LLVMVoidTypeInContext(t->context), NULL, 0, false),
        dump, NULL, 0, "");
}

static bool is_defined(LLVMModuleRef m, const char *name)
{
    LLVMValueRef v = recorder(m, name);
    return v && !LLVMIsDeclaration(v);
}

static bool has_recorder(LLVMModuleRef m)
{
    return is_defined(m, TRACE_RECORD_NAME) &&
           is_defined(m, TRACE_VALUE_NAME) && is_defined(m, TRACE_DUMP_NAME) &&
           is_defined(m, TRACE_CALL_BEGIN_NAME) &&
           is_defined(m, TRACE_CALL_END_NAME) && is_defined(m, TRACE_EXIT_NAME);
}

static void instrument(struct tracer *t)
{
    LLVMModuleRef m = t->module;
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        if (!is_traced(f))
            continue;
        forget_promises(f);
        trace_tell_calls(t->builder, f);
        trace_calls(t, f);
        place_points(t, f);
    }
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f))
        if (is_traced(f))
            trace_syscall(t, f);
}

void trace_instrument(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    LLVMValueRef record = recorder(m, TRACE_RECORD_NAME);
    LLVMContextRef context = LLVMGetModuleContext(m);
    struct tracer t = {.analysis = a,
                       .module = m,
                       .context = context,
                       .functions = json_array(),
                       .point_list = json_array(),
                       .calls = json_array(),
                       .syscalls = json_array()};
    if (!has_recorder(m)) {
        link_error(l, "--trace: the kernel of the sysroot has no recorder; "
                      "build or install it again");
        return;
    }
    t.builder = LLVMCreateBuilderInContext(context);
    t.points = LLVMAddGlobal(m, LLVMInt8TypeInContext(context), "");
    struct library_functions kept = library_functions(a, m);
    hmfree(kept.functions);
    instrument(&t);
    add_dump(&t);
    fill_record(&t, record);
    fold_queries(a, m);
    LLVMDisposeBuilder(t.builder);
    json_object_set_new(l->audit, "trace",
                        json_pack("{s:o, s:o, s:o, s:o, s:i}", "functions",
                                  t.functions, "points", t.point_list, "calls",
                                  t.calls, "syscalls", t.syscalls, "keys",
                                  (int)t.keys));
}
