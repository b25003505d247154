/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Checks in one function of a guard build. A check is a call of a small
 * function that is always inlined, check(ok, id), so that no block has to be
 * split here: blocks and edges keep the identity by which the analysis knows
 * them.
 *
 * Not checked: the results of musttail calls and of terminators, behind which
 * nothing can be inserted, and naked functions.
 */
#include "guard.h"

#include "instrument.h"

#include <stb/stb_ds.h>

/* Longer sets are not worth the code; nobody specialises for them. */
enum { MOST_VALUES = 64, MOST_TARGETS = 64 };

static const char check_name[] = "unispec.check";

struct checker {
    struct analysis *analysis;
    struct trap_table *traps;
    LLVMValueRef function;
    LLVMBuilderRef builder;
    LLVMContextRef context;
};

static LLVMTypeRef check_type(LLVMContextRef context)
{
    LLVMTypeRef types[] = {LLVMInt1TypeInContext(context),
                           LLVMInt32TypeInContext(context)};
    return LLVMFunctionType(LLVMVoidTypeInContext(context), types, 2, false);
}

/* void check(bool ok, unsigned id): a trap unless OK. */
static LLVMValueRef make_check(struct trap_table *t)
{
    LLVMContextRef context = LLVMGetModuleContext(t->module);
    LLVMValueRef f =
        LLVMAddFunction(t->module, check_name, check_type(context));
    LLVMBuilderRef b = LLVMCreateBuilderInContext(context);
    add_attribute(f, "alwaysinline");
    LLVMSetLinkage(f, LLVMInternalLinkage);
    LLVMBasicBlockRef entry = LLVMAppendBasicBlockInContext(context, f, "");
    LLVMBasicBlockRef good = LLVMAppendBasicBlockInContext(context, f, "");
    LLVMBasicBlockRef bad = LLVMAppendBasicBlockInContext(context, f, "");
    LLVMPositionBuilderAtEnd(b, entry);
    LLVMBuildCondBr(b, LLVMGetParam(f, 0), good, bad);
    LLVMPositionBuilderAtEnd(b, good);
    LLVMBuildRetVoid(b);
    LLVMPositionBuilderAtEnd(b, bad);
    trap_build_id(t, b, LLVMGetParam(f, 1));
    LLVMDisposeBuilder(b);
    return f;
}

static void build_check(struct checker *c, LLVMValueRef ok, unsigned id)
{
    LLVMModuleRef m = c->traps->module;
    LLVMValueRef check = LLVMGetNamedFunction(m, check_name);
    LLVMValueRef arguments[] = {
        ok, LLVMConstInt(LLVMInt32TypeInContext(c->context), id, false)};
    LLVMBuildCall2(c->builder, check_type(c->context),
                   check ? check : make_check(c->traps), arguments, 2, "");
}

static LLVMValueRef either(struct checker *c, LLVMValueRef x, LLVMValueRef y)
{
    return x ? LLVMBuildOr(c->builder, x, y, "") : y;
}

/* V is one of FIRST to LAST. */
static LLVMValueRef build_run(struct checker *c, LLVMValueRef v, uint64_t first,
                              uint64_t last)
{
    LLVMTypeRef type = LLVMTypeOf(v);
    LLVMValueRef low = LLVMConstInt(type, first, false);
    if (first == last)
        return LLVMBuildICmp(c->builder, LLVMIntEQ, v, low, "");
    return LLVMBuildICmp(c->builder, LLVMIntULE,
                         LLVMBuildSub(c->builder, v, low, ""),
                         LLVMConstInt(type, last - first, false), "");
}

static LLVMValueRef build_member(struct checker *c, LLVMValueRef v,
                                 const struct vset *s)
{
    LLVMValueRef ok = NULL;
    for (uint32_t i = 0, j; i < s->count; i = j) {
        for (j = i + 1; j < s->count && s->items[j] == s->items[j - 1] + 1; j++)
            ;
        ok = either(c, ok, build_run(c, v, s->items[i], s->items[j - 1]));
    }
    return ok ? ok : LLVMConstNull(LLVMInt1TypeInContext(c->context));
}

/* Whether S says less than everything, and little enough to be checked. */
static bool is_worth_checking(LLVMValueRef v, const struct vset *s)
{
    LLVMTypeRef type = LLVMTypeOf(v);
    if (LLVMGetTypeKind(type) != LLVMIntegerTypeKind || s->any ||
        s->count > MOST_VALUES)
        return false;
    unsigned width = LLVMGetIntTypeWidth(type);
    return width <= 64 && (width > 6 || s->count < 1u << width);
}

/* The place of a check: WHERE is what follows it, SITE gives its line. */
static void position(struct checker *c, LLVMValueRef where, LLVMValueRef site)
{
    LLVMPositionBuilderBefore(c->builder, where);
    LLVMSetCurrentDebugLocation2(c->builder,
                                 location_for_call(c->function, site));
}

static void check_value(struct checker *c, LLVMValueRef v, LLVMValueRef where,
                        LLVMValueRef site)
{
    struct vset s = analysis_values(c->analysis, v);
    if (!is_worth_checking(v, &s))
        return;
    position(c, where, site);
    build_check(c, build_member(c, v, &s),
                trap_table_add(c->traps, TRAP_VALUE, c->function, site));
}

static void check_target(struct checker *c, LLVMValueRef call)
{
    const LLVMValueRef *targets;
    bool resolved = false;
    size_t n = analysis_call_targets(c->analysis, call, &targets, &resolved);
    if (!resolved || n > MOST_TARGETS)
        return;
    position(c, call, call);
    LLVMValueRef called = LLVMGetCalledValue(call), ok = NULL;
    for (size_t i = 0; i < n; i++)
        ok = either(
            c, ok,
            LLVMBuildICmp(c->builder, LLVMIntEQ, called, targets[i], ""));
    if (!ok)
        ok = LLVMConstNull(LLVMInt1TypeInContext(c->context));
    build_check(c, ok, trap_table_add(c->traps, TRAP_CALL, c->function, call));
}

static bool can_follow(LLVMValueRef i)
{
    return !LLVMIsATerminatorInst(i) &&
           !(LLVMIsACallInst(i) &&
             LLVMGetTailCallKind(i) == LLVMTailCallKindMustTail);
}

/* The instructions as they were: none of the checks is checked. */
static void guard_block(struct checker *c, LLVMBasicBlockRef b)
{
    LLVMValueRef *list = NULL, place = first_place(b);
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
         i = LLVMGetNextInstruction(i))
        arrput(list, i);
    for (ptrdiff_t k = 0; k < arrlen(list); k++) {
        LLVMValueRef i = list[k];
        if (is_indirect_call(i))
            check_target(c, i);
        if (is_reached_query(i) || !can_follow(i))
            continue;
        check_value(c, i, LLVMIsAPHINode(i) ? place : list[k + 1], i);
    }
    arrfree(list);
}

void guard_values(struct analysis *a, LLVMValueRef f, struct trap_table *t)
{
    LLVMContextRef context = LLVMGetModuleContext(t->module);
    struct checker c = {a, t, f, LLVMCreateBuilderInContext(context), context};
    LLVMBasicBlockRef entry = LLVMGetFirstBasicBlock(f);
    if (!has_attribute(f, "naked")) {
        LLVMValueRef place = first_place(entry);
        for (LLVMBasicBlockRef b = entry; b; b = LLVMGetNextBasicBlock(b))
            if (analysis_block_reached(a, b))
                guard_block(&c, b);
        for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p))
            check_value(&c, p, place, NULL);
    }
    LLVMDisposeBuilder(c.builder);
}
