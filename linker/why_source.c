/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Answers of `unispec why` for places in the source: functions that were
 * inlined before the link, files, and lines. The audit tells which functions of
 * the object code have code of a line, so the answer is the chain of one of
 * those: of the one that is nearest to a root.
 */
#include "text_table.h"
#include "why.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is near */

size_t why_distance(const struct why *w, int node)
{
    size_t steps = 0;
    while (node != GRAPH_ROOT && w->entered[node] != GRAPH_NONE) {
        node = w->graph.edges[w->entered[node]].from;
        steps++;
    }
    return node == GRAPH_ROOT ? steps : w->graph.node_count;
}

/* Of functions by name, the one nearest to a root. */
struct nearest {
    int node;
    size_t steps, count;
};

static void consider(const struct why *w, struct nearest *n, const char *name)
{
    int node = name ? graph_find(&w->graph, name) : GRAPH_NONE;
    if (node == GRAPH_NONE)
        return;
    size_t steps = why_distance(w, node);
    if (!n->count++ || steps < n->steps) {
        n->node = node;
        n->steps = steps;
    }
}

/* " main", or " main and 2 more functions". */
static void print_functions(const struct why *w, const struct nearest *n)
{
    print_clean(stdout, w->graph.nodes[n->node].name);
    if (n->count > 1)
        printf(" and %zu more function%s", n->count - 1,
               n->count > 2 ? "s" : "");
    putchar('\n');
}

/* ---- inlined functions */

static bool why_inlined(const struct why *w, const char *name, int *status)
{
    const json_t *entry, *into;
    bool found = false;
    size_t i, k;
    json_array_foreach(audit_array(w->audit, "inlined"), i, entry)
    {
        struct nearest n = {.node = GRAPH_NONE};
        if (!audit_is(entry, "name", name))
            continue;
        char *place = audit_place(entry);
        json_array_foreach(audit_array(entry, "into"), k, into)
            consider(w, &n, json_string_value(into));
        if (n.count) {
            found = true;
            printf("%s: %s, defined at %s; inlined into ", name,
                   audit_text(entry, "status"), place);
            print_functions(w, &n);
            *status = w->graph.nodes[n.node].kept
                          ? why_chain(w, n.node)
                          : why_removed(w, w->graph.nodes[n.node].entry);
        }
        free(place);
    }
    return found;
}

/* ---- files and lines */

struct place {
    char *file;     /* owned; the end of a path, from a slash on */
    long long line; /* or 0 */
};

static struct place parse_place(const char *name)
{
    const char *colon = strrchr(name, ':');
    if (!colon || !colon[1] ||
        strspn(colon + 1, "0123456789") != strlen(colon + 1))
        return (struct place){tool_format("%s", name), 0};
    return (struct place){tool_format("%.*s", (int)(colon - name), name),
                          strtoll(colon + 1, NULL, 10)};
}

static bool ends_path(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);
    return length >= tail && !strcmp(path + length - tail, end) &&
           (length == tail || *end == '/' || path[length - tail - 1] == '/');
}

static bool has_line(const json_t *lines, long long line)
{
    const json_t *number;
    size_t i;
    json_array_foreach(lines, i, number) if (json_integer_value(number) ==
                                             line) return true;
    return false;
}

/* The functions with the line among what is KEY, "kept" or "removed". */
static struct nearest find_line(const struct why *w, const json_t *source,
                                const char *key, long long line)
{
    struct nearest n = {.node = GRAPH_NONE};
    const char *function;
    json_t *lists;
    json_object_foreach(json_object_get(source, "functions"), function,
                        lists) if (has_line(json_object_get(lists, key), line))
        consider(w, &n, function);
    return n;
}

/* The line with code that is nearest to LINE, or 0. */
static long long near_line(const json_t *source, long long line)
{
    static const char *const keys[] = {"kept", "removed"};
    const char *function;
    json_t *lists, *number;
    long long best = 0;
    size_t i;
    json_object_foreach(json_object_get(source, "functions"), function,
                        lists) for (int k = 0; k < 2; k++)
        json_array_foreach(json_object_get(lists, keys[k]), i, number)
    {
        long long at = json_integer_value(number);
        if (!best || llabs(at - line) < llabs(best - line))
            best = at;
    }
    return best;
}

static int why_line(const struct why *w, const json_t *source, long long line)
{
    const char *file = audit_text(source, "file");
    struct nearest kept = find_line(w, source, "kept", line);
    struct nearest removed = find_line(w, source, "removed", line);
    if (kept.count) {
        printf("%s:%lld: kept, code of ", file, line);
        print_functions(w, &kept);
        return why_chain(w, kept.node);
    }
    if (!removed.count) {
        tool_error(w->tool, "%s: line %lld of %s has no code", w->path, line,
                   file);
        tool_note("the nearest that has is line %lld", near_line(source, line));
        return STATUS_INPUT;
    }
    printf("%s:%lld: removed, code of ", file, line);
    print_functions(w, &removed);
    const struct graph_node *node = &w->graph.nodes[removed.node];
    if (!node->kept)
        return why_removed(w, node->entry);
    printf("  %s is kept, but nothing reaches this line of it\n", node->name);
    return why_chain(w, removed.node);
}

struct sums {
    size_t kept, removed; /* lines */
    struct nearest functions;
};

/* Sets each line to KEPT in SEEN, if it is not there yet. */
static void mark_lines(json_t *seen, const json_t *lines, bool kept)
{
    const json_t *number;
    size_t i;
    json_array_foreach(lines, i, number)
    {
        char key[24];
        snprintf(key, sizeof(key), "%lld",
                 (long long)json_integer_value(number));
        if (!json_object_get(seen, key))
            json_object_set_new(seen, key, json_boolean(kept));
    }
}

static struct sums sum_up(const struct why *w, const json_t *source)
{
    struct sums s = {.functions = {.node = GRAPH_NONE}};
    json_t *functions = json_object_get(source, "functions"), *lists;
    json_t *seen = json_object();
    const char *function;
    json_object_foreach(functions, function, lists)
    {
        const json_t *kept = json_object_get(lists, "kept");
        mark_lines(seen, kept, true);
        if (json_array_size(kept))
            consider(w, &s.functions, function);
    }
    s.kept = json_object_size(seen);
    json_object_foreach(functions, function, lists)
        mark_lines(seen, json_object_get(lists, "removed"), false);
    s.removed = json_object_size(seen) - s.kept;
    json_decref(seen);
    return s;
}

static int why_file(const struct why *w, const json_t *source)
{
    struct sums s = sum_up(w, source);
    printf("%s: %s, %zu of %zu lines with code", audit_text(source, "file"),
           s.kept ? "kept" : "removed", s.kept, s.kept + s.removed);
    if (!s.functions.count) {
        putchar('\n');
        return STATUS_OK;
    }
    fputs("; the nearest to a root is in ", stdout);
    print_functions(w, &s.functions);
    return why_chain(w, s.functions.node);
}

static char *full_path(const json_t *source)
{
    const char *directory = audit_text(source, "directory");
    return tool_format("%s%s%s", directory, *directory ? "/" : "",
                       audit_text(source, "file"));
}

/* The sources whose paths end in FILE, a new reference. */
static json_t *find_sources(const struct why *w, const char *file)
{
    json_t *found = json_array(), *source;
    size_t i;
    json_array_foreach(audit_array(w->audit, "sources"), i, source)
    {
        char *path = full_path(source);
        if (*file && ends_path(path, file))
            json_array_append(found, source);
        free(path);
    }
    return found;
}

static int ambiguous(const struct why *w, const char *file, const json_t *found)
{
    const json_t *source;
    size_t i;
    tool_error(w->tool, "%s: %zu files end in '%s'; give more of the path",
               w->path, json_array_size(found), file);
    json_array_foreach(found, i, source)
    {
        char *path = full_path(source);
        if (i < 3)
            tool_note("%s", path);
        free(path);
    }
    return STATUS_INPUT;
}

bool why_source(const struct why *w, const char *name, int *status)
{
    if (why_inlined(w, name, status))
        return true;
    struct place at = parse_place(name);
    json_t *found = find_sources(w, at.file);
    size_t count = json_array_size(found);
    if (count > 1)
        *status = ambiguous(w, at.file, found);
    else if (count)
        *status = at.line ? why_line(w, json_array_get(found, 0), at.line)
                          : why_file(w, json_array_get(found, 0));
    json_decref(found);
    free(at.file);
    return count;
}
