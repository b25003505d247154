/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Chains of what is kept: the shortest one, one from each root, and dominators:
 * what every chain goes through. If all ways into a dominator come from one
 * function, then without the calls there all that it dominates would go.
 */
#include "audit_path.h"
#include "text_table.h"
#include "why.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CALLS = 10 };

static int broken(const struct why *w, const char *name, const char *what)
{
    tool_error(w->tool,
               "%s: corrupt audit section: the chain of '%s' %s; link it "
               "again",
               w->path, name, what);
    return STATUS_INPUT;
}

static void add_step(struct text_table *table, const char *symbol,
                     const json_t *edge, const char *from)
{
    char *how = audit_edge_words(edge, from);
    char *where = audit_place(edge);
    table_row(table, (const char *[]){symbol, how, where});
    free(how);
    free(where);
}

static void add_edge_step(struct text_table *table, const struct graph *g,
                          const struct graph_edge *e)
{
    add_step(table, g->nodes[e->to].name, e->site, g->nodes[e->from].name);
}

/* ---- the shortest */

/* The edges from the root to NODE, owned by the caller; *COUNT 0: none. */
static int *shortest(const struct why *w, int node, size_t *count)
{
    int *chain = tool_alloc(w->graph.node_count * sizeof(*chain));
    size_t first = w->graph.node_count;
    while (node != GRAPH_ROOT && w->entered[node] != GRAPH_NONE) {
        chain[--first] = w->entered[node];
        node = w->graph.edges[w->entered[node]].from;
    }
    *count = node == GRAPH_ROOT ? w->graph.node_count - first : 0;
    memmove(chain, chain + first, *count * sizeof(*chain));
    return chain;
}

static int print_shortest(const struct why *w, int node)
{
    struct text_table table = {.columns = 3};
    size_t count;
    int *chain = shortest(w, node, &count);
    for (size_t i = 0; i < count; i++)
        add_edge_step(&table, &w->graph, &w->graph.edges[chain[i]]);
    free(chain);
    if (!count)
        return broken(w, w->graph.nodes[node].name, "does not end at a root");
    table_print(&table, stdout, 2);
    return STATUS_OK;
}

/* ---- all roots */

/* For each node the edge by which a shortest way to NODE goes on; owned. */
static int *ways_to(const struct graph *g, int node)
{
    int *next = tool_alloc(g->node_count * sizeof(*next));
    int *queue = tool_alloc(g->node_count * sizeof(*queue));
    size_t head = 0, tail = 0;
    for (size_t i = 0; i < g->node_count; i++)
        next[i] = GRAPH_NONE;
    queue[tail++] = node;
    while (head < tail) {
        int at = queue[head++];
        for (int e = g->nodes[at].first_in; e != GRAPH_NONE;
             e = g->edges[e].next_in) {
            int from = g->edges[e].from;
            if (g->edges[e].weak || from == GRAPH_ROOT || from == node ||
                next[from] != GRAPH_NONE)
                continue;
            next[from] = e;
            queue[tail++] = from;
        }
    }
    free(queue);
    return next;
}

static int print_all_roots(const struct why *w, int node)
{
    const struct graph *g = &w->graph;
    int *next = ways_to(g, node);
    size_t count = 0;
    for (int e = g->nodes[GRAPH_ROOT].first_out; e != GRAPH_NONE;
         e = g->edges[e].next_out) {
        struct text_table table = {.columns = 3};
        int at = g->edges[e].to;
        if (at != node && next[at] == GRAPH_NONE)
            continue;
        if (count++)
            putchar('\n');
        add_edge_step(&table, g, &g->edges[e]);
        for (; at != node; at = g->edges[next[at]].to)
            add_edge_step(&table, g, &g->edges[next[at]]);
        table_print(&table, stdout, 2);
    }
    free(next);
    return count ? STATUS_OK
                 : broken(w, g->nodes[node].name, "does not end at a root");
}

/* ---- dominators */

static bool is_dominated(const int *dominators, int node, int by)
{
    while (node != by && node != GRAPH_ROOT && node != GRAPH_NONE)
        node = dominators[node];
    return node == by;
}

/* The edge of the one function that all ways into NODE come from, or
 * GRAPH_NONE. Ways from below NODE come round again. */
static int only_way_into(const struct graph *g, const int *dominators, int node)
{
    int only = GRAPH_NONE;
    for (int e = g->nodes[node].first_in; e != GRAPH_NONE;
         e = g->edges[e].next_in) {
        const struct graph_edge *edge = &g->edges[e];
        if (edge->weak || is_dominated(dominators, edge->from, node))
            continue;
        if (only != GRAPH_NONE && g->edges[only].from != edge->from)
            return GRAPH_NONE;
        only = e;
    }
    /* What code generation may need is not listed with all who need it. */
    return only != GRAPH_NONE && dominators[node] == g->edges[only].from
               ? only
               : GRAPH_NONE;
}

static bool in_program(const struct graph *g, int node)
{
    return audit_is(g->nodes[node].entry, "component", "app");
}

static void print_call(const struct graph *g, int edge, long long bytes)
{
    const struct graph_edge *e = &g->edges[edge];
    char *words = audit_edge_words(e->site, g->nodes[e->from].name);
    char *place = audit_place(e->site);
    print_clean(stdout, g->nodes[e->to].name);
    putchar(' ');
    print_clean(stdout, words);
    if (*place)
        fputs(" at ", stdout);
    print_clean(stdout, place);
    printf(": %lld bytes\n", bytes);
    free(words);
    free(place);
}

/* The dominators of NODE, the root's end first; *COUNT of them; owned. */
static int *list_dominators(const struct graph *g, const int *dominators,
                            int node, size_t *count)
{
    int *list = tool_alloc(g->node_count * sizeof(*list));
    size_t first = g->node_count;
    for (; node != GRAPH_ROOT && node != GRAPH_NONE; node = dominators[node])
        list[--first] = node;
    *count = g->node_count - first;
    memmove(list, list + first, *count * sizeof(*list));
    return list;
}

/* ONLY: the edge of only_way_into(). */
static void add_dominator(struct text_table *table, const struct graph *g,
                          int node, int only, long long retained)
{
    const struct graph_edge *e = only != GRAPH_NONE ? &g->edges[only] : NULL;
    char *bytes = tool_format("%lld", retained);
    char *how = e ? audit_edge_words(e->site, g->nodes[e->from].name)
                  : tool_format("reached in several ways");
    char *where = e ? audit_place(e->site) : tool_format("%s", "");
    table_row(table, (const char *[]){g->nodes[node].name, bytes, how, where});
    free(bytes);
    free(how);
    free(where);
}

static int print_dominators(const struct why *w, int node)
{
    const struct graph *g = &w->graph;
    struct text_table table = {.columns = 4, .right = "lrll"};
    int *dominators = graph_dominators(g), best = GRAPH_NONE;
    long long *retained = graph_retained(g, dominators);
    size_t count;
    int *list = list_dominators(g, dominators, node, &count);
    table_row(&table, (const char *[]){"every chain has", "keeps", "", ""});
    for (size_t i = 0; i < count; i++) {
        int only = only_way_into(g, dominators, list[i]);
        add_dominator(&table, g, list[i], only, retained[list[i]]);
        /* The first one keeps the most: it dominates the others. */
        if (only != GRAPH_NONE && best == GRAPH_NONE &&
            in_program(g, g->edges[only].from))
            best = only;
    }
    table_print(&table, stdout, 2);
    if (best != GRAPH_NONE) {
        fputs("the use in the program that keeps the most of it: ", stdout);
        print_call(g, best, retained[g->edges[best].to]);
    } else {
        puts("no single use in the program keeps it");
    }
    free(list);
    free(retained);
    free(dominators);
    return STATUS_OK;
}

int why_calls(const struct why *w)
{
    const struct graph *g = &w->graph;
    int *dominators = graph_dominators(g);
    long long *retained = graph_retained(g, dominators);
    bool *done = tool_alloc(g->node_count * sizeof(*done));
    puts("uses in the program that keep the most bytes:");
    for (int k = 0; k < MOST_CALLS; k++) {
        int best = GRAPH_NONE;
        for (int n = 1; n < (int)g->node_count; n++) {
            int only;
            if (done[n] || !retained[n] || dominators[n] == GRAPH_NONE ||
                !in_program(g, dominators[n]) ||
                (best != GRAPH_NONE &&
                 retained[n] <= retained[g->edges[best].to]))
                continue;
            if ((only = only_way_into(g, dominators, n)) != GRAPH_NONE)
                best = only;
        }
        if (best == GRAPH_NONE)
            break;
        done[g->edges[best].to] = true;
        fputs("  ", stdout);
        print_call(g, best, retained[g->edges[best].to]);
    }
    free(done);
    free(retained);
    free(dominators);
    return STATUS_OK;
}

/* ---- answers */

int why_chain(const struct why *w, int node)
{
    if (w->entered[node] == GRAPH_NONE)
        return broken(w, w->graph.nodes[node].name, "does not end at a root");
    if (w->dominators)
        return print_dominators(w, node);
    return w->all_roots ? print_all_roots(w, node) : print_shortest(w, node);
}

int why_frames(const struct why *w, const char *name, const json_t *frames,
               int function)
{
    size_t count = 0, stored = json_array_size(frames);
    if (function != GRAPH_NONE)
        free(shortest(w, function, &count));
    if (count && (w->dominators || w->all_roots || !stored || count < stored))
        return why_chain(w, function);
    if (!stored)
        return broken(w, name, "is missing");
    audit_print_frames(frames, 2, stdout);
    return STATUS_OK;
}
