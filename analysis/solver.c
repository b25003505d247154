/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Worklists and the fixpoint.
 *
 * Over-approximates: one indirect call in reached code reaches every function
 * whose address reached code or a reached initialiser uses, whatever its type.
 * Nothing is known of the arguments and results of such functions.
 *
 * Wrong if an address of a function of the module comes into being without a
 * mention of the function: a number computed by hand, a table that native code
 * fills. Native references are roots for this reason.
 */
#include "solver.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void reach_function(struct analysis *a, LLVMValueRef f, struct reason why)
{
    struct entity *e = entity_of(a, f);
    if (e->reason.kind != EDGE_NONE)
        return;
    e->reason = why;
    for (ptrdiff_t i = 0; i < arrlen(e->queries); i++)
        arrput(a->instructions_todo, e->queries[i]);
    LLVMValueRef *conditional = e->conditional;
    if (!LLVMIsDeclaration(f))
        arrput(a->functions_todo, f);
    for (ptrdiff_t i = 0; i < arrlen(conditional); i++) {
        open_arguments(a, conditional[i]);
        reach_function(a, conditional[i],
                       (struct reason){EDGE_ROOT_WHEN, .from = f});
    }
}

void reach_global(struct analysis *a, LLVMValueRef g, struct reason why)
{
    struct entity *e = entity_of(a, g);
    if (e->reason.kind != EDGE_NONE)
        return;
    e->reason = why;
    if (LLVMIsAGlobalAlias(g)) {
        if (function_of_alias(g))
            return; /* a call is no use of the address: see mention_global */
        mention(a, LLVMAliasGetAliasee(g),
                (struct reason){EDGE_ALIAS, .from = g});
    } else if (LLVMIsAGlobalVariable(g) && LLVMGetInitializer(g)) {
        mention(a, LLVMGetInitializer(g),
                (struct reason){EDGE_INITIALISER, .from = g});
    }
}

/* Nothing is known any more of what F is called with. */
void open_arguments(struct analysis *a, LLVMValueRef f)
{
    struct entity *e = entity_of(a, f);
    if (e->open)
        return;
    e->open = true;
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p))
        if (is_tracked(p))
            grow_value(a, p, &VSET_ANY);
}

void take_address(struct analysis *a, LLVMValueRef f, struct reason why)
{
    struct entity *e = entity_of(a, f);
    if (e->taken.kind != EDGE_NONE)
        return;
    e->taken = why;
    arrput(a->address_taken, f);
    if (a->first_indirect_call) {
        open_arguments(a, f);
        reach_function(a, f, why);
    }
}

void call_everything(struct analysis *a, LLVMValueRef site)
{
    if (a->first_indirect_call)
        return;
    a->first_indirect_call = site;
    for (ptrdiff_t i = 0; i < arrlen(a->address_taken); i++) {
        LLVMValueRef f = a->address_taken[i];
        open_arguments(a, f);
        reach_function(a, f, entity_of(a, f)->taken);
    }
}

static void reach_block(struct analysis *a, LLVMBasicBlockRef block)
{
    if (hmgeti(a->blocks, block) >= 0)
        return;
    hmput(a->blocks, block, true);
    arrput(a->blocks_todo, block);
}

static void update_phis(struct analysis *a, LLVMBasicBlockRef block)
{
    for (LLVMValueRef i = LLVMGetFirstInstruction(block);
         i && LLVMIsAPHINode(i); i = LLVMGetNextInstruction(i))
        arrput(a->instructions_todo, i);
}

void reach_edge(struct analysis *a, LLVMBasicBlockRef from,
                LLVMBasicBlockRef to)
{
    struct edge edge = {from, to};
    if (hmgeti(a->edges, edge) >= 0)
        return;
    hmput(a->edges, edge, true);
    if (hmgeti(a->blocks, to) >= 0)
        update_phis(a, to);
    else
        reach_block(a, to);
}

void grow_value(struct analysis *a, LLVMValueRef v, const struct vset *by)
{
    ptrdiff_t i = hmgeti(a->values, v);
    if (i < 0) {
        hmput(a->values, v, VSET_EMPTY);
        i = hmgeti(a->values, v);
    }
    if (!vset_merge(&a->values[i].value, by))
        return;
    for (LLVMUseRef u = LLVMGetFirstUse(v); u; u = LLVMGetNextUse(u)) {
        LLVMValueRef user = LLVMGetUser(u);
        if (LLVMIsAInstruction(user) &&
            hmgeti(a->blocks, LLVMGetInstructionParent(user)) >= 0)
            arrput(a->instructions_todo, user);
    }
}

void assume(struct analysis *a, const char *id, LLVMValueRef site,
            const char *format, ...)
{
    struct assumption as = {.id = id, .site = site};
    va_list args;
    va_start(args, format);
    if (vasprintf(&as.text, format, args) < 0)
        abort();
    va_end(args);
    arrput(a->assumptions, as);
}

static bool step(struct analysis *a)
{
    if (arrlen(a->instructions_todo)) {
        update_instruction(a, arrpop(a->instructions_todo));
    } else if (arrlen(a->blocks_todo)) {
        LLVMBasicBlockRef b = arrpop(a->blocks_todo);
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i))
            visit_instruction(a, i);
    } else if (arrlen(a->functions_todo)) {
        reach_block(a, LLVMGetEntryBasicBlock(arrpop(a->functions_todo)));
    } else {
        return false;
    }
    return true;
}

/*
 * A query of a function that nothing has reached is answered only when all
 * else is at rest: first as "no"; should the code that this opens reach the
 * function after all, the answer grows to both, which is sound.
 */
void solve(struct analysis *a)
{
    for (;;) {
        while (step(a))
            ;
        if (!arrlen(a->pending_queries))
            return;
        LLVMValueRef query = arrpop(a->pending_queries);
        struct vset answer = VSET_EMPTY;
        vset_add(&answer, analysis_query(a, query));
        grow_value(a, query, &answer);
        vset_free(&answer);
    }
}
