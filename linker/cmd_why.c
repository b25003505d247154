/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec why: the chain from a root to a symbol, system call, driver, file or
 * line. The graph is that of the audit (audit_graph.h). A name means the first
 * of these that there is: function or variable, system call, driver, inlined
 * function, file. A system call and a driver have frames stored with them; a
 * system call may be reached as the function sys_NAME instead.
 */
#include "why.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_NAMES = 3, NEAR_EDITS = 3 };

struct why_options {
    bool all_roots, dominators;
};

static const struct option_spec why_option_table[] = {
    {"all-roots", 0, OPTION_FLAG, NULL, offsetof(struct why_options, all_roots),
     "a chain from each root, not only the shortest"},
    {"dominators", 0, OPTION_FLAG, NULL,
     offsetof(struct why_options, dominators),
     "what all chains go through, and the bytes it keeps"},
};

/* ---- the answers */

static void print_variable(const struct why *w, const struct graph_node *node)
{
    const char *of = audit_alias_of(w->audit, node->name);
    bool code = !strncmp(audit_text(node->entry, "section"), ".text", 5);
    if (*of)
        printf("%s: another name of %s, kept\n", node->name, of);
    else
        printf("%s: %s, kept\n", node->name, code ? "native code" : "variable");
}

/* Variables are listed without a status, and only when they are kept. */
int why_symbol(const struct why *w, int number)
{
    const struct graph_node *node = &w->graph.nodes[number];
    if (!node->kept)
        return why_removed(w, node->entry);
    char *place = audit_place(node->entry);
    if (node->function)
        printf("%s: kept, %lld bytes%s%s\n", node->name,
               audit_number(node->entry, "bytes"),
               *place ? ", defined at " : "", place);
    else
        print_variable(w, node);
    free(place);
    return why_chain(w, number);
}

/* The function of the last frame, or else of the name. */
static int function_of(const struct why *w, const json_t *frames,
                       const char *prefix, const char *name)
{
    size_t count = json_array_size(frames);
    if (count)
        return graph_find(
            &w->graph, audit_text(json_array_get(frames, count - 1), "symbol"));
    char *symbol = tool_format("%s%s", prefix, name);
    int node = graph_find(&w->graph, symbol);
    free(symbol);
    return node;
}

static int explain_syscall(const struct why *w, const json_t *call)
{
    const json_t *frames = audit_array(call, "why");
    const char *name = audit_text(call, "name");
    printf("syscall %s: number %lld, %s\n", name, audit_number(call, "number"),
           audit_text(call, "status"));
    return why_frames(w, name, frames, function_of(w, frames, "sys_", name));
}

static int explain_driver(const struct why *w, const json_t *driver)
{
    const json_t *frames = audit_array(driver, "why");
    const char *name = audit_text(driver, "name");
    printf("driver %s: %s\n", name, audit_text(driver, "class"));
    return why_frames(w, name, frames, function_of(w, frames, "", name));
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
    for (size_t i = 1; !key && i < w->graph.node_count; i++)
        consider(&near, name, w->graph.nodes[i].name);
    if (!key || !strcmp(key, "syscalls"))
        consider_list(w, "syscalls", &near, name);
    if (!key || !strcmp(key, "drivers"))
        consider_list(w, "drivers", &near, name);
    tool_error(w->tool, "%s: no %s '%s'", w->path,
               !key ? "function, reached system call, driver or file is named"
               : !strcmp(key, "syscalls")
                   ? "system call that the program reaches is named"
                   : "driver that the program reaches is named",
               name);
    for (size_t i = 0; i < near.count; i++)
        tool_note("did you mean '%s'", near.names[i]);
    if (!near.count)
        tool_note("'unispec audit --format=html' has the names to search in");
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

static int answer(const struct why *w, const char *symbol);

/* A name that nobody uses of a function that may be kept by another. */
static bool why_alias(const struct why *w, const char *name, int *status)
{
    const char *of = audit_alias_of(w->audit, name);
    if (!*of || !strcmp(of, name))
        return false;
    printf("%s: another name of %s\n", name, of);
    *status = answer(w, of);
    return true;
}

static int answer(const struct why *w, const char *symbol)
{
    const json_t *item;
    int node, status;
    for (size_t i = 0; i < LISTS; i++) {
        size_t length = strlen(lists[i].prefix);
        if (strncmp(symbol, lists[i].prefix, length))
            continue;
        item = find_named(w, lists[i].key, symbol + length);
        return item ? lists[i].explain(w, item)
                    : unknown_symbol(w, symbol + length, lists[i].key);
    }
    if ((node = graph_find(&w->graph, symbol)) != GRAPH_NONE)
        return why_symbol(w, node);
    for (size_t i = 0; i < LISTS; i++)
        if ((item = find_named(w, lists[i].key, symbol)))
            return lists[i].explain(w, item);
    if (why_native(w, symbol, &status) || why_alias(w, symbol, &status) ||
        why_source(w, symbol, &status))
        return status;
    return unknown_symbol(w, symbol, NULL);
}

static int why_image(const struct tool *tool, const struct image *image,
                     const struct why_options *o, const char *symbol)
{
    json_t *audit = audit_read(tool, image);
    if (!audit)
        return STATUS_INPUT;
    struct why w = {.tool = tool,
                    .path = image->path,
                    .audit = audit,
                    .all_roots = o->all_roots,
                    .dominators = o->dominators};
    graph_init(&w.graph, audit);
    w.entered = graph_shortest(&w.graph);
    int status = symbol ? answer(&w, symbol) : why_calls(&w);
    free(w.entered);
    graph_free(&w.graph);
    json_decref(audit);
    return status;
}

static int why_main(struct tool *tool, const void *options,
                    const struct arguments *arguments)
{
    const struct why_options *o = options;
    const char *symbol = arguments->count > 1 ? arguments->positional[1] : NULL;
    struct image image;
    if (!symbol && !o->dominators) {
        tool_error(tool, "why needs IMAGE SYMBOL");
        tool_note("without SYMBOL there is --dominators");
        return STATUS_USAGE;
    }
    if (!image_open(tool, &image, arguments->positional[0]))
        return STATUS_INPUT;
    int status = why_image(tool, &image, o, symbol);
    image_close(&image);
    return status;
}

const struct command command_why = {
    .name = "why",
    .summary = "print the chain from a root to a function, system call, driver "
               "or line",
    .arguments = "IMAGE [SYMBOL]",
    .details = "SYMBOL is a function's name in the object code; 'read' is the "
               "system call where\nno function has that name, 'syscall:read' "
               "always; so is 'driver:NAME' for drivers.\n'FILE' and "
               "'FILE:LINE' are places in the source, FILE the end of a path."
               "\nFor what is removed it says what names it, and so would or "
               "might keep it.\nWithout SYMBOL, --dominators lists the uses "
               "in the program that keep the most\nbytes: so many would go "
               "with them, at least.\n",
    .options = why_option_table,
    .option_count = sizeof(why_option_table) / sizeof(why_option_table[0]),
    .options_size = sizeof(struct why_options),
    .positional_min = 1,
    .positional_max = 2,
    .run = why_main,
};
