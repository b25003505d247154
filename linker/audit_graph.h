/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The audit as a graph. Vertices: the root (number 0), and every function and
 * variable of the audit. Edges: "edges", calls through pointers, and the
 * parents, which lead from the root. All strings and entries belong to the
 * audit.
 *
 * A function whose address is somewhere is not kept by that alone, if the
 * analysis resolves the calls through pointers; such an edge is weak. Weak
 * edges are in the list, and no way goes over them.
 */
#ifndef UNISPEC_AUDIT_GRAPH_H
#define UNISPEC_AUDIT_GRAPH_H

#include "audit_read.h"

enum { GRAPH_ROOT = 0, GRAPH_NONE = -1 };

struct graph_node {
    const char *name;
    const json_t *entry; /* of "functions" or "variables"; NULL: the root */
    bool function, kept;
    long long bytes; /* in the file; without those that another node has */
    int first_out, first_in; /* edges, or GRAPH_NONE */
};

struct graph_edge {
    int from, to;
    const char *kind;
    const json_t *site; /* has "file" and "line", perhaps "field", "reason" */
    bool weak;
    int next_out, next_in;
};

struct graph {
    struct graph_node *nodes; /* owned */
    struct graph_edge *edges; /* owned */
    size_t node_count, edge_count, edge_capacity;
    json_t *index; /* owned: name -> number; functions win over variables */
};

void graph_init(struct graph *g, const json_t *audit);
void graph_free(struct graph *g);

/* The node of that name, or GRAPH_NONE. */
int graph_find(const struct graph *g, const char *name);

/*
 * For each node the edge that a shortest way from the root enters it by, or
 * GRAPH_NONE; owned by the caller.
 */
int *graph_shortest(const struct graph *g);

/*
 * audit_dominators.c. For each node its immediate dominator, the last node that
 * every way from the root leads through, or GRAPH_NONE; owned by the caller.
 * What code generation or native code may need for itself depends on the root
 * alone, because the audit does not list all who need it.
 */
int *graph_dominators(const struct graph *g);

/* For each node the bytes of all that it dominates, itself included. */
long long *graph_retained(const struct graph *g, const int *dominators);

#endif
