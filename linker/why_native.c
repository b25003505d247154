/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Answers of `unispec why` for native code, which is no vertex of the graph:
 * the chain of the caller that is nearest to a root, and the call. What only
 * native code calls has no chain.
 */
#include "audit_path.h"
#include "why.h"

#include <string.h>

static const json_t *find_piece(const struct why *w, const char *name)
{
    const json_t *piece;
    size_t i;
    json_array_foreach(audit_array(w->audit, "remainder"), i, piece)
    {
        if (audit_is(piece, "kind", "native code") &&
            audit_is(piece, "name", name))
            return piece;
    }
    return NULL;
}

/* The use of NAME by what is nearest to a root, or NULL. */
static const json_t *nearest_use(const struct why *w, const char *name,
                                 int *from)
{
    const json_t *edge, *best = NULL;
    size_t i, least = 0;
    json_array_foreach(audit_array(w->audit, "edges"), i, edge)
    {
        int node = audit_is(edge, "to", name)
                       ? graph_find(&w->graph, audit_text(edge, "from"))
                       : GRAPH_NONE;
        if (node == GRAPH_NONE || w->entered[node] == GRAPH_NONE)
            continue;
        size_t steps = why_distance(w, node);
        if (best && steps >= least)
            continue;
        best = edge;
        least = steps;
        *from = node;
    }
    return best;
}

/* SITE has the kind but for calls through pointers. */
static void add_frame(json_t *frames, const char *symbol, const char *kind,
                      const json_t *site)
{
    json_t *frame = json_copy((json_t *)site);
    json_object_set_new(frame, "symbol", json_string(symbol));
    json_object_set_new(frame, "kind", json_string(kind));
    json_array_insert_new(frames, 0, frame);
}

bool why_native(const struct why *w, const char *name, int *status)
{
    const json_t *piece = find_piece(w, name), *use;
    int from = GRAPH_NONE;
    if (!piece)
        return false;
    printf("%s: native code, kept, %lld bytes\n", name,
           audit_number(piece, "bytes"));
    *status = STATUS_OK;
    use = nearest_use(w, name, &from);
    if (!use) {
        puts("  only native code refers to it, or the start of the machine");
        return true;
    }
    json_t *frames = json_array();
    add_frame(frames, name, audit_text(use, "kind"), use);
    while (from != GRAPH_ROOT && w->entered[from] != GRAPH_NONE) {
        const struct graph_edge *edge = &w->graph.edges[w->entered[from]];
        add_frame(frames, w->graph.nodes[from].name, edge->kind, edge->site);
        from = edge->from;
    }
    audit_print_frames(frames, 2, stdout);
    json_decref(frames);
    return true;
}
