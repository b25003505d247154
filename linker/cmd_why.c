/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec why: the chain from a root to a symbol.
 *
 * The graph is that of the audit: vertices are functions and variables, the
 * edge into one is its "parent", by which the analysis reached it first, roots
 * have a parent without "from". So the chain is found by walking parents, and
 * its length is bounded by the number of vertices. A syscall and a driver have
 * their frames stored with them; a syscall may be reached as the function
 * sys_NAME instead. What is removed has no parent, but "callers": all that
 * names it, kept or not.
 */
#include "audit_path.h"
#include "text_table.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_NAMES = 3, NEAR_EDITS = 3 };

struct why {
    const struct tool *tool;
    const char *path;
    const json_t *audit;
    json_t *symbols; /* functions and variables by name, owned */
};

static void add_step(struct text_table *table, const char *symbol,
                     const json_t *edge, const char *from)
{
    char *how = audit_edge_words(edge, from);
    char *where = audit_place(edge);
    table_row(table, (const char *[]){symbol, how, where});
    free(how);
    free(where);
}

/* ---- chains */

static const json_t *find_symbol(const struct why *w, const char *name)
{
    return json_object_get(w->symbols, name);
}

static int broken(const struct why *w, const char *name, const char *what)
{
    tool_error(w->tool, "%s: corrupt audit section: the chain of '%s' %s",
               w->path, name, what);
    return STATUS_INPUT;
}

/* The vertices from the root to SYMBOL; the array is owned by the caller. */
static size_t walk_parents(const struct why *w, const json_t *function,
                           const json_t ***chain)
{
    size_t limit = json_object_size(w->symbols), count = 0;
    *chain = tool_alloc((limit + 1) * sizeof(**chain));
    while (function && count <= limit) {
        (*chain)[limit - count++] = function;
        const json_t *parent = json_object_get(function, "parent");
        const char *from = audit_text(parent, "from");
        if (!*from) {
            memmove(*chain, *chain + limit + 1 - count,
                    count * sizeof(**chain));
            return count;
        }
        function = find_symbol(w, from);
    }
    return 0; /* a cycle, or a name that no function has */
}

static int print_chain(const struct why *w, const json_t *function)
{
    const json_t **chain;
    struct text_table table = {.columns = 3};
    size_t count = walk_parents(w, function, &chain);
    for (size_t i = 0; i < count; i++) {
        const json_t *parent = json_object_get(chain[i], "parent");
        add_step(&table, audit_text(chain[i], "name"), parent,
                 audit_text(parent, "from"));
    }
    free(chain);
    if (!count)
        return broken(w, audit_text(function, "name"),
                      "does not end at a root");
    table_print(&table, stdout, 2);
    return STATUS_OK;
}

static int print_frames(const json_t *frames)
{
    struct text_table table = {.columns = 3};
    const json_t *frame;
    const char *previous = "";
    size_t i;
    json_array_foreach(frames, i, frame)
    {
        add_step(&table, audit_text(frame, "symbol"), frame, previous);
        previous = audit_text(frame, "symbol");
    }
    table_print(&table, stdout, 2);
    return STATUS_OK;
}

/* ---- the answers */

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
    const json_t *function = find_symbol(w, caller_name(caller));
    if (audit_is(caller, "kind", "initialiser"))
        return "variable, removed too";
    if (!function)
        return "not in the program";
    if (!audit_is(function, "status", "kept"))
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

static int explain_removed(const struct why *w, const json_t *function)
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

/* Variables are listed without a status, and only when they are kept. */
static int explain_symbol(const struct why *w, const json_t *symbol)
{
    const char *name = audit_text(symbol, "name");
    if (audit_is(symbol, "status", "removed"))
        return explain_removed(w, symbol);
    char *place = audit_place(symbol);
    if (json_object_get(symbol, "status"))
        printf("%s: kept, %lld bytes%s%s\n", name,
               audit_number(symbol, "bytes"), *place ? ", defined at " : "",
               place);
    else
        printf("%s: variable, kept\n", name);
    free(place);
    return print_chain(w, symbol);
}

static int explain_syscall(const struct why *w, const json_t *call)
{
    const json_t *frames = audit_array(call, "why");
    const char *name = audit_text(call, "name");
    printf("syscall %s: number %lld, %s\n", name, audit_number(call, "number"),
           audit_text(call, "status"));
    if (json_array_size(frames))
        return print_frames(frames);
    char *symbol = tool_format("sys_%s", name);
    const json_t *function = find_symbol(w, symbol);
    free(symbol);
    return function ? print_chain(w, function) : broken(w, name, "is missing");
}

static int explain_driver(const struct why *w, const json_t *driver)
{
    const json_t *frames = audit_array(driver, "why");
    const char *name = audit_text(driver, "name");
    printf("driver %s: %s\n", name, audit_text(driver, "class"));
    return json_array_size(frames) ? print_frames(frames)
                                   : broken(w, name, "is missing");
}

/* ---- names */

/* The system call or driver NAME. */
static const json_t *find_named(const struct why *w, const char *key,
                                const char *name)
{
    const json_t *item;
    size_t i;
    json_array_foreach(audit_array(w->audit, key), i,
                       item) if (audit_is(item, "name", name)) return item;
    return NULL;
}

struct near {
    const char *names[NEAR_NAMES];
    unsigned edits[NEAR_NAMES];
    size_t count;
};

/* Keeps the best few, nearest first. */
static void consider(struct near *near, const char *wanted, const char *name)
{
    unsigned edits = edit_distance(wanted, name, NEAR_EDITS);
    if (edits > NEAR_EDITS || edits >= strlen(wanted))
        return;
    size_t at = near->count;
    while (at && near->edits[at - 1] > edits)
        at--;
    if (at == NEAR_NAMES)
        return;
    if (near->count < NEAR_NAMES)
        near->count++;
    for (size_t i = near->count - 1; i > at; i--) {
        near->names[i] = near->names[i - 1];
        near->edits[i] = near->edits[i - 1];
    }
    near->names[at] = name;
    near->edits[at] = edits;
}

static void consider_list(const struct why *w, const char *key,
                          struct near *near, const char *name)
{
    const json_t *item;
    size_t i;
    json_array_foreach(audit_array(w->audit, key), i, item)
        consider(near, name, audit_text(item, "name"));
}

/* KEY: "syscalls", "drivers", or NULL: any name. */
static int unknown_symbol(const struct why *w, const char *name,
                          const char *key)
{
    struct near near = {.count = 0};
    const char *symbol;
    json_t *value;
    if (!key)
        json_object_foreach(w->symbols, symbol, value)
            consider(&near, name, symbol);
    if (!key || !strcmp(key, "syscalls"))
        consider_list(w, "syscalls", &near, name);
    if (!key || !strcmp(key, "drivers"))
        consider_list(w, "drivers", &near, name);
    tool_error(w->tool, "%s: no %s '%s'", w->path,
               !key ? "function, reached system call or driver is named"
               : !strcmp(key, "syscalls")
                   ? "system call that the program reaches is named"
                   : "driver that the program reaches is named",
               name);
    for (size_t i = 0; i < near.count; i++)
        tool_note("did you mean '%s'", near.names[i]);
    return STATUS_INPUT;
}

static const struct {
    const char *prefix, *key;
    int (*explain)(const struct why *w, const json_t *item);
} lists[] = {
    {"syscall:", "syscalls", explain_syscall},
    {"driver:", "drivers", explain_driver},
};
enum { LISTS = sizeof(lists) / sizeof(lists[0]) };

static int answer(const struct why *w, const char *symbol)
{
    const json_t *item;
    for (size_t i = 0; i < LISTS; i++) {
        size_t length = strlen(lists[i].prefix);
        if (strncmp(symbol, lists[i].prefix, length))
            continue;
        item = find_named(w, lists[i].key, symbol + length);
        return item ? lists[i].explain(w, item)
                    : unknown_symbol(w, symbol + length, lists[i].key);
    }
    if ((item = find_symbol(w, symbol)))
        return explain_symbol(w, item);
    for (size_t i = 0; i < LISTS; i++)
        if ((item = find_named(w, lists[i].key, symbol)))
            return lists[i].explain(w, item);
    return unknown_symbol(w, symbol, NULL);
}

/* Functions are added last: they win over a variable of the same name. */
static json_t *index_symbols(const json_t *audit)
{
    static const char *const keys[] = {"variables", "functions"};
    json_t *index = json_object(), *symbol;
    size_t i;
    for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
        json_array_foreach(audit_array(audit, keys[k]), i,
                           symbol) if (*audit_text(symbol, "name"))
            json_object_set(index, audit_text(symbol, "name"), symbol);
    return index;
}

static int why_main(struct tool *tool, const void *options,
                    const struct arguments *arguments)
{
    (void)options;
    struct image image;
    int status = STATUS_INPUT;
    const char *path = arguments->positional[0];
    if (!image_open(tool, &image, path))
        return STATUS_INPUT;
    json_t *audit = audit_read(tool, &image);
    if (audit) {
        struct why w = {.tool = tool,
                        .path = path,
                        .audit = audit,
                        .symbols = index_symbols(audit)};
        status = answer(&w, arguments->positional[1]);
        json_decref(w.symbols);
    }
    json_decref(audit);
    image_close(&image);
    return status;
}

const struct command command_why = {
    .name = "why",
    .summary = "print the chain from a root to a function, system call or "
               "driver",
    .arguments = "IMAGE SYMBOL",
    .details = "SYMBOL is a function's name in the object code; 'read' is the "
               "system call where\nno function has that name, 'syscall:read' "
               "always; so is 'driver:NAME' for drivers.\nFor a removed "
               "function it says what names it, and so would or might keep "
               "it.\n",
    .positional_min = 2,
    .positional_max = 2,
    .run = why_main,
};
