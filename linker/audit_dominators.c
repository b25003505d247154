/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Dominators of the audit's graph: n dominates m if every way from the root to
 * m goes through n. Computed by intersecting the dominators of predecessors in
 * reverse postorder until nothing changes (Cooper, Harvey, Kennedy: A Simple,
 * Fast Dominance Algorithm, 2001).
 *
 * What a node retains would go with it as far as this graph tells: the analysis
 * might remove more, because constants and branches depend on callers, too.
 */
#include "audit_graph.h"

#include <stdlib.h>
#include <string.h>

struct order {
    const struct graph *graph;
    int *node;   /* by position */
    int *number; /* position by node, or GRAPH_NONE */
    int count;
};

/* ---- reverse postorder, without recursion */

static void visit_all(struct order *o, int *post)
{
    const struct graph *g = o->graph;
    int *stack = tool_alloc(g->node_count * sizeof(*stack));
    int *next = tool_alloc(g->node_count * sizeof(*next));
    bool *seen = tool_alloc(g->node_count * sizeof(*seen));
    size_t depth = 1;
    for (size_t i = 0; i < g->node_count; i++)
        next[i] = g->nodes[i].first_out;
    seen[stack[0] = GRAPH_ROOT] = true;
    while (depth) {
        int n = stack[depth - 1], e = next[n];
        if (e == GRAPH_NONE) {
            post[o->count++] = n;
            depth--;
            continue;
        }
        next[n] = g->edges[e].next_out;
        if (g->edges[e].weak || seen[g->edges[e].to])
            continue;
        seen[g->edges[e].to] = true;
        stack[depth++] = g->edges[e].to;
    }
    free(stack);
    free(next);
    free(seen);
}

static void order_init(struct order *o, const struct graph *g)
{
    int *post = tool_alloc(g->node_count * sizeof(*post));
    *o = (struct order){.graph = g};
    o->node = tool_alloc(g->node_count * sizeof(*o->node));
    o->number = tool_alloc(g->node_count * sizeof(*o->number));
    visit_all(o, post);
    for (size_t i = 0; i < g->node_count; i++)
        o->number[i] = GRAPH_NONE;
    for (int i = 0; i < o->count; i++) {
        o->node[i] = post[o->count - 1 - i];
        o->number[o->node[i]] = i;
    }
    free(post);
}

/* ---- dominators, by position */

static int intersect(const int *dominator, int a, int b)
{
    while (a != b) {
        while (a > b)
            a = dominator[a];
        while (b > a)
            b = dominator[b];
    }
    return a;
}

static bool depends_on_root(const struct graph_node *node)
{
    const json_t *parent = json_object_get(node->entry, "parent");
    return audit_is(parent, "kind", "codegen") ||
           audit_is(parent, "kind", "native");
}

static int dominator_of(const struct order *o, const int *dominator, int at)
{
    const struct graph_node *node = &o->graph->nodes[o->node[at]];
    int best = depends_on_root(node) ? 0 : GRAPH_NONE;
    for (int e = node->first_in; e != GRAPH_NONE;
         e = o->graph->edges[e].next_in) {
        int from = o->number[o->graph->edges[e].from];
        if (o->graph->edges[e].weak || from == GRAPH_NONE ||
            dominator[from] == GRAPH_NONE)
            continue;
        best = best == GRAPH_NONE ? from : intersect(dominator, best, from);
    }
    return best;
}

int *graph_dominators(const struct graph *g)
{
    struct order o;
    int *result = tool_alloc(g->node_count * sizeof(*result));
    int *dominator = tool_alloc(g->node_count * sizeof(*dominator));
    bool changed = true;
    order_init(&o, g);
    for (int i = 1; i < o.count; i++)
        dominator[i] = GRAPH_NONE; /* dominator[0] is the root itself */
    while (changed) {
        changed = false;
        for (int i = 1; i < o.count; i++) {
            int d = dominator_of(&o, dominator, i);
            changed |= d != dominator[i];
            dominator[i] = d;
        }
    }
    for (size_t i = 0; i < g->node_count; i++)
        result[i] = GRAPH_NONE;
    for (int i = 1; i < o.count; i++)
        result[o.node[i]] = o.node[dominator[i]];
    free(o.node);
    free(o.number);
    free(dominator);
    return result;
}

long long *graph_retained(const struct graph *g, const int *dominators)
{
    struct order o;
    long long *bytes = tool_alloc(g->node_count * sizeof(*bytes));
    for (size_t i = 0; i < g->node_count; i++)
        bytes[i] = g->nodes[i].bytes;
    order_init(&o, g);
    /* A dominator stands before what it dominates. */
    for (int i = o.count - 1; i > 0; i--)
        bytes[dominators[o.node[i]]] += bytes[o.node[i]];
    free(o.node);
    free(o.number);
    return bytes;
}
