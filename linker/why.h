/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the parts of `unispec why` share: cmd_why.c finds what a name means,
 * why_chain.c prints chains of what is kept, why_removed.c what would keep the
 * rest, why_source.c answers for files, lines and inlined functions, why_native.c for
 * native code. Those that
 * return a status have printed the answer or reported an error.
 */
#ifndef UNISPEC_WHY_H
#define UNISPEC_WHY_H

#include "audit_graph.h"

struct why {
    const struct tool *tool;
    const char *path;
    const json_t *audit;
    struct graph graph;
    int *entered; /* of graph_shortest(), owned */
    bool all_roots, dominators;
};

/* A function or variable of the audit, kept or not. */
int why_symbol(const struct why *w, int node);

/* The chain to a kept node, or the chains that the options ask for. */
int why_chain(const struct why *w, int node);

/* The frames that are stored with a system call or driver, or the chain of its
 * function if that is shorter or the options ask for more. FUNCTION may be
 * GRAPH_NONE. */
int why_frames(const struct why *w, const char *name, const json_t *frames,
               int function);

/* The calls of the program that keep the most bytes. */
int why_calls(const struct why *w);

int why_removed(const struct why *w, const json_t *function);

/* NAME may be a function that was inlined, FILE, or FILE:LINE; false: neither,
 * and nothing is printed. */
bool why_source(const struct why *w, const char *name, int *status);

/* The same of a function in assembly or of another compiler. */
bool why_native(const struct why *w, const char *name, int *status);

/* The steps from the root to NODE. */
size_t why_distance(const struct why *w, int node);

#endif
