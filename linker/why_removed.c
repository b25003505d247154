/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Answers of `unispec why` for what is removed: it has no parent, but
 * "callers": all that names it, kept or not.
 */
#include "text_table.h"
#include "why.h"

#include <stdlib.h>
#include <string.h>

static const char *caller_name(const json_t *caller)
{
    return json_is_string(caller) ? json_string_value(caller)
                                  : audit_text(caller, "from");
}

static bool caller_is_reached(const json_t *caller)
{
    return json_is_true(json_object_get(caller, "reached"));
}

static const char *caller_state(const struct why *w, const json_t *caller)
{
    int node = graph_find(&w->graph, caller_name(caller));
    if (audit_is(caller, "kind", "initialiser"))
        return "variable, removed too";
    if (node == GRAPH_NONE)
        return "not in the program";
    if (!w->graph.nodes[node].kept)
        return "removed too";
    return json_is_false(json_object_get(caller, "reached"))
               ? "kept, but not this code"
               : "kept";
}

/* "tty_ops+8", "main", owned. */
static char *slot_name(const json_t *caller)
{
    const char *name = caller_name(caller);
    return audit_is(caller, "kind", "initialiser")
               ? tool_format("%s+%lld", name, audit_number(caller, "offset"))
               : tool_format("%s", name);
}

/* What is kept and has the function's address, though nothing calls it. */
static void print_holders(const json_t *callers)
{
    struct text_table table = {.columns = 3};
    const json_t *caller;
    size_t i;
    json_array_foreach(callers, i, caller)
    {
        const char *kind = audit_text(caller, "kind");
        if (!caller_is_reached(caller))
            continue;
        char *name = slot_name(caller), *where = audit_place(caller);
        const char *how = !strcmp(kind, "initialiser") ? "slot of a variable"
                          : !strcmp(kind, "store")     ? "stores it"
                                                       : "uses it";
        table_row(&table, (const char *[]){name, how, where});
        free(name);
        free(where);
    }
    if (table.count)
        puts("  its address is in what is kept, but no reached call through a "
             "pointer\n  can get it from there:");
    table_print(&table, stdout, 4);
}

static void print_callers(const struct why *w, const json_t *callers,
                          long long omitted)
{
    struct text_table table = {.columns = 3};
    const json_t *caller;
    size_t i;
    json_array_foreach(callers, i, caller)
    {
        if (caller_is_reached(caller))
            continue;
        char *name = slot_name(caller), *where = audit_place(caller);
        table_row(&table,
                  (const char *[]){name, caller_state(w, caller), where});
        free(name);
        free(where);
    }
    if (table.count)
        puts("  it would be kept by these, if they were reached:");
    else if (!json_array_size(callers))
        puts("  a reached call of it, or its address in reached code or "
             "data, would keep it");
    table_print(&table, stdout, 4);
    if (omitted)
        printf("    and %lld more\n", omitted);
}

int why_removed(const struct why *w, const json_t *function)
{
    const json_t *callers = audit_array(function, "callers"), *caller;
    bool held = false;
    size_t i;
    json_array_foreach(callers, i, caller) held |= caller_is_reached(caller);
    char *place = audit_place(function);
    printf("%s: removed: nothing that is reached %s it%s%s\n",
           audit_text(function, "name"), held ? "calls" : "refers to",
           *place ? "; defined at " : "", place);
    free(place);
    print_holders(callers);
    print_callers(w, callers, audit_number(function, "callers_omitted"));
    return STATUS_OK;
}
