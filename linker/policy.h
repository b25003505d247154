/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Policies of unispec check: JSON, schema "unispec-policy/1", described in
 * COMMANDS.md. policy_read.c reads one and tells every mistake with its key
 * and line, policy_line.c finds the line, policy_check.c holds an audit
 * against it.
 */
#ifndef UNISPEC_POLICY_H
#define UNISPEC_POLICY_H

#include "audit_read.h"

enum { POLICY_DEPTH = 8 };

/* A place in the document: a key, or an index where KEY is NULL. */
struct policy_step {
    const char *key;
    size_t index;
};

struct policy_place {
    struct policy_step steps[POLICY_DEPTH];
    size_t count;
};

struct policy {
    const char *path;
    char *text; /* owned */
    json_t *json;
};

/* Reads the file PATH; reports and returns false if it is no policy. */
bool policy_read(const struct tool *tool, struct policy *policy,
                 const char *path);
void policy_free(struct policy *policy);

/*
 * The line, from 1 on, of the value at PLACE in TEXT, which is valid JSON; of
 * the nearest value around it where there is none.
 */
unsigned policy_line(const char *text, const struct policy_place *place);

/* An integer, or the text of one ("0x5413"); false if it is neither. */
bool policy_integer(const json_t *value, json_int_t *number);

/*
 * The violations, in the order of the policy: [{"rule", "line", "name",
 * "message", "why"}]. RULE is the key ("syscalls.deny"), WHY the chain to what
 * is named, root first; for a budget it is empty, and "largest" has the largest
 * functions, [{"name", "bytes", "file", "line"}]. A new reference.
 */
json_t *policy_check(const struct policy *policy, const json_t *audit);

#endif
