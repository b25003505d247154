/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Entry point of the analysis, and the queries on its result.
 */
#include "solver.h"

#include <stdlib.h>
#include <string.h>

struct analysis *analysis_run(LLVMModuleRef m,
                              const struct analysis_request *request)
{
    struct analysis *a = calloc(1, sizeof *a);
    if (!a)
        abort();
    a->module = m;
    index_module(a);
    add_roots(a, request);
    solve(a);
    return a;
}

void analysis_free(struct analysis *a)
{
    for (ptrdiff_t i = 0; i < hmlen(a->entities); i++) {
        arrfree(a->entities[i].value.conditional);
        arrfree(a->entities[i].value.queries);
        arrfree(a->entities[i].value.callers);
        vset_free(&a->entities[i].value.result);
    }
    for (ptrdiff_t i = 0; i < hmlen(a->values); i++)
        vset_free(&a->values[i].value);
    for (ptrdiff_t i = 0; i < shlen(a->sections); i++)
        arrfree(a->sections[i].value);
    for (ptrdiff_t i = 0; i < arrlen(a->assumptions); i++)
        free(a->assumptions[i].text);
    hmfree(a->entities);
    hmfree(a->blocks);
    hmfree(a->edges);
    hmfree(a->values);
    hmfree(a->constants);
    shfree(a->sections);
    arrfree(a->functions_todo);
    arrfree(a->blocks_todo);
    arrfree(a->instructions_todo);
    arrfree(a->pending_queries);
    arrfree(a->address_taken);
    arrfree(a->indirect_calls);
    arrfree(a->assumptions);
    free(a);
}

/* stb_ds looks up through a non-const pointer but does not change a map. */
static struct analysis *maps(const struct analysis *a)
{
    return (struct analysis *)a;
}

struct reason analysis_reason(const struct analysis *a, LLVMValueRef global)
{
    struct analysis *m = maps(a);
    ptrdiff_t i = hmgeti(m->entities, global);
    return i < 0 ? (struct reason){0} : m->entities[i].value.reason;
}

bool analysis_reached(const struct analysis *a, LLVMValueRef global)
{
    return analysis_reason(a, global).kind != EDGE_NONE;
}

bool analysis_block_reached(const struct analysis *a, LLVMBasicBlockRef block)
{
    struct analysis *m = maps(a);
    return hmgeti(m->blocks, block) >= 0;
}

bool analysis_edge_feasible(const struct analysis *a, LLVMBasicBlockRef from,
                            LLVMBasicBlockRef to)
{
    struct analysis *m = maps(a);
    struct edge edge = {from, to};
    return hmgeti(m->edges, edge) >= 0;
}

struct vset analysis_values(const struct analysis *a, LLVMValueRef value)
{
    struct analysis *m = maps(a);
    if (!is_tracked(value))
        return VSET_ANY;
    ptrdiff_t i = hmgeti(m->values, value);
    return i < 0 ? VSET_EMPTY : m->values[i].value;
}

size_t analysis_assumptions(const struct analysis *a,
                            const struct assumption **out)
{
    *out = a->assumptions;
    return arrlenu(a->assumptions);
}

size_t analysis_indirect_calls(const struct analysis *a,
                               const LLVMValueRef **out)
{
    *out = a->indirect_calls;
    return arrlenu(a->indirect_calls);
}

struct analysis_totals analysis_totals(const struct analysis *a)
{
    struct analysis_totals t = {.instructions_visited =
                                    a->instructions_visited};
    for (LLVMValueRef f = LLVMGetFirstFunction(a->module); f;
         f = LLVMGetNextFunction(f)) {
        if (LLVMIsDeclaration(f))
            continue;
        t.functions_total++;
        t.functions_reached += analysis_reached(a, f);
        for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
             b = LLVMGetNextBasicBlock(b)) {
            t.blocks_total++;
            t.blocks_reached += analysis_block_reached(a, b);
        }
    }
    return t;
}

const char *edge_kind_name(enum edge_kind kind)
{
    static const char *const names[] = {
        [EDGE_NONE] = "none",
        [EDGE_ROOT] = "root",
        [EDGE_NATIVE] = "native",
        [EDGE_CALL] = "call",
        [EDGE_ADDRESS] = "address",
        [EDGE_INITIALISER] = "initialiser",
        [EDGE_ALIAS] = "alias",
        [EDGE_ROOT_WHEN] = "root_when",
        [EDGE_CODEGEN] = "codegen",
    };
    return names[kind];
}
