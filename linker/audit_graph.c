/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Makes a graph of an audit (audit_graph.h). Names that the audit does not
 * define are left out, so a damaged audit gives a smaller graph.
 */
#include "audit_graph.h"

#include <stdlib.h>
#include <string.h>

/* ---- nodes */

static bool in_file(const json_t *entry)
{
    const char *section = audit_text(entry, "section");
    return strncmp(section, ".bss", 4) && strncmp(section, ".tbss", 5);
}

static void add_nodes(struct graph *g, const json_t *entries, bool function)
{
    const json_t *entry;
    size_t i;
    json_array_foreach(entries, i, entry)
    {
        struct graph_node *node = &g->nodes[g->node_count];
        const char *name = audit_text(entry, "name");
        if (!*name)
            continue;
        *node = (struct graph_node){.name = name,
                                    .entry = entry,
                                    .function = function,
                                    .first_out = GRAPH_NONE,
                                    .first_in = GRAPH_NONE};
        node->kept = !function || audit_is(entry, "status", "kept");
        if (node->kept && in_file(entry))
            node->bytes = audit_number(entry, "bytes");
        if (function || !json_object_get(g->index, name))
            json_object_set_new(g->index, name,
                                json_integer((json_int_t)g->node_count));
        g->node_count++;
    }
}

struct range {
    unsigned long long start, end;
    struct graph_node *node;
};

static int compare_ranges(const void *a, const void *b)
{
    const struct range *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* No byte counts twice: of several names of an object, of the end of an empty
 * array and what follows it, of a text and another one that it ends in. */
static void share_bytes(struct graph *g)
{
    struct range *ranges = tool_realloc(NULL, g->node_count * sizeof *ranges);
    size_t count = 0;
    unsigned long long covered = 0;
    for (size_t i = 0; i < g->node_count; i++) {
        struct graph_node *node = &g->nodes[i];
        const char *address = "";
        if (node->bytes)
            address = audit_text(node->entry, "address");
        if (!*address)
            continue;
        unsigned long long start = strtoull(address, NULL, 0);
        ranges[count++] = (struct range){
            start, start + (unsigned long long)node->bytes, node};
    }
    qsort(ranges, count, sizeof *ranges, compare_ranges);
    for (size_t i = 0; i < count; i++) {
        const struct range *r = &ranges[i];
        unsigned long long from = r->start > covered ? r->start : covered;
        r->node->bytes = r->end > from ? (long long)(r->end - from) : 0;
        covered = r->end > covered ? r->end : covered;
    }
    free(ranges);
}

int graph_find(const struct graph *g, const char *name)
{
    const json_t *number = json_object_get(g->index, name);
    return number ? (int)json_integer_value(number) : GRAPH_NONE;
}

/* ---- edges */

static bool is_weak_kind(const char *kind)
{
    return !strcmp(kind, "address") || !strcmp(kind, "store") ||
           !strcmp(kind, "initialiser");
}

static bool is_weak(const struct graph_node *to, const char *kind)
{
    const json_t *parent = json_object_get(to->entry, "parent");
    return to->function && is_weak_kind(kind) &&
           !is_weak_kind(audit_text(parent, "kind"));
}

static void add_edge(struct graph *g, int from, int to, const char *kind,
                     const json_t *site)
{
    if (from == GRAPH_NONE || to == GRAPH_NONE || !g->nodes[from].kept ||
        !g->nodes[to].kept)
        return;
    if (g->edge_count == g->edge_capacity) {
        g->edge_capacity = g->edge_capacity ? 2 * g->edge_capacity : 1024;
        g->edges = tool_realloc(g->edges, g->edge_capacity * sizeof(*g->edges));
    }
    int number = (int)g->edge_count++;
    g->edges[number] = (struct graph_edge){.from = from,
                                           .to = to,
                                           .kind = kind,
                                           .site = site,
                                           .weak = is_weak(&g->nodes[to], kind),
                                           .next_out = g->nodes[from].first_out,
                                           .next_in = g->nodes[to].first_in};
    g->nodes[from].first_out = g->nodes[to].first_in = number;
}

/* The edge that says the same as a parent, or GRAPH_NONE. */
static int find_edge(const struct graph *g, int from, int to, const char *kind)
{
    int e = g->nodes[to].first_in;
    while (e != GRAPH_NONE &&
           (g->edges[e].from != from || strcmp(g->edges[e].kind, kind)))
        e = g->edges[e].next_in;
    return e;
}

static void add_parents(struct graph *g)
{
    for (int n = 1; n < (int)g->node_count; n++) {
        const json_t *parent = json_object_get(g->nodes[n].entry, "parent");
        const char *from = audit_text(parent, "from");
        const char *kind = audit_text(parent, "kind");
        int f = *from ? graph_find(g, from) : GRAPH_ROOT;
        if (!json_is_object(parent) || f == GRAPH_NONE)
            continue;
        int known = find_edge(g, f, n, kind);
        if (known == GRAPH_NONE)
            add_edge(g, f, n, kind, parent);
        else
            g->edges[known].site = parent; /* of several calls the first */
    }
}

static void add_calls(struct graph *g, const json_t *audit)
{
    const json_t *call, *target;
    size_t i, k;
    json_array_foreach(audit_array(audit, "icalls"), i, call)
    {
        int from = graph_find(g, audit_text(call, "function"));
        json_array_foreach(audit_array(call, "targets"), k, target)
        {
            const char *name = json_string_value(target);
            if (name)
                add_edge(g, from, graph_find(g, name), "indirect call", call);
        }
    }
}

void graph_init(struct graph *g, const json_t *audit)
{
    const json_t *functions = audit_array(audit, "functions"), *edge;
    const json_t *variables = audit_array(audit, "variables");
    size_t i;
    *g = (struct graph){.index = json_object(), .node_count = 1};
    g->nodes = tool_alloc(
        (1 + json_array_size(functions) + json_array_size(variables)) *
        sizeof(*g->nodes));
    g->nodes[GRAPH_ROOT] = (struct graph_node){.name = "",
                                               .kept = true,
                                               .first_out = GRAPH_NONE,
                                               .first_in = GRAPH_NONE};
    add_nodes(g, functions, true);
    add_nodes(g, variables, false);
    share_bytes(g);
    json_array_foreach(audit_array(audit, "edges"), i, edge) add_edge(
        g, graph_find(g, audit_text(edge, "from")),
        graph_find(g, audit_text(edge, "to")), audit_text(edge, "kind"), edge);
    add_calls(g, audit);
    add_parents(g);
}

void graph_free(struct graph *g)
{
    free(g->nodes);
    free(g->edges);
    json_decref(g->index);
}

/* ---- ways */

int *graph_shortest(const struct graph *g)
{
    int *entered = tool_alloc(g->node_count * sizeof(*entered));
    int *queue = tool_alloc(g->node_count * sizeof(*queue));
    size_t head = 0, tail = 1; /* queue[0] is the root */
    for (size_t i = 0; i < g->node_count; i++)
        entered[i] = GRAPH_NONE;
    while (head < tail) {
        const struct graph_node *node = &g->nodes[queue[head++]];
        for (int e = node->first_out; e != GRAPH_NONE;
             e = g->edges[e].next_out) {
            int to = g->edges[e].to;
            if (g->edges[e].weak || entered[to] != GRAPH_NONE)
                continue;
            entered[to] = e;
            queue[tail++] = to;
        }
    }
    free(queue);
    return entered;
}
