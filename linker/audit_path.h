/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Chains from a root to what an audit lists, as JSON and as text. The vertices
 * are functions and variables; the edge into one is its "parent".
 */
#ifndef UNISPEC_AUDIT_PATH_H
#define UNISPEC_AUDIT_PATH_H

#include "audit_read.h"

#include <stdio.h>

/* Functions and variables by name, a new reference; a function wins over a
 * variable of its name, and what is kept over what is removed. */
json_t *audit_symbols(const json_t *audit);

/*
 * The frames to ITEM, root first: its "why" if it has one, else the walk over
 * parents from the symbol NAME. Each is {"symbol", "kind", "file", "line"}
 * with "reason" or "field" where known. A new reference; empty where the audit
 * has no chain that ends at a root.
 */
json_t *audit_frames(const json_t *symbols, const json_t *item,
                     const char *name);

/* One line per frame, after INDENT spaces; no control characters. */
void audit_print_frames(const json_t *frames, int indent, FILE *out);

/* "called by main through struct ops.read" of a frame, an edge or a parent;
 * FROM may be "". Owned by the caller. */
char *audit_edge_words(const json_t *edge, const char *from);

#endif
