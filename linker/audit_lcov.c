/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A tracefile of lcov (geninfo(1), "Tracefile format"): a line and a function
 * count as executed once if they are reached, as never executed if they were
 * removed. What is inlined counts as a function of its source, too.
 */
#include "audit_read.h"
#include "audit_report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct mark {
    long long line;
    const char *name; /* of a function, or NULL */
    bool kept;
};

struct marks {
    struct mark *items; /* owned */
    size_t count, capacity;
};

static void add_mark(struct marks *m, long long line, const char *name,
                     bool kept)
{
    if (m->count == m->capacity) {
        m->capacity = m->capacity ? 2 * m->capacity : 64;
        m->items = tool_realloc(m->items, m->capacity * sizeof(*m->items));
    }
    m->items[m->count++] = (struct mark){line, name, kept};
}

static int compare_marks(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    int names = x->name && y->name ? strcmp(x->name, y->name) : 0;
    return names ? names : y->kept - x->kept;
}

/* Sorted, each line or function once: as kept if any mark says so. */
static void tidy(struct marks *m)
{
    size_t count = 0;
    if (m->count)
        qsort(m->items, m->count, sizeof(*m->items), compare_marks);
    for (size_t i = 0; i < m->count; i++) {
        const struct mark *last = count ? &m->items[count - 1] : NULL;
        if (last && last->line == m->items[i].line &&
            (!last->name || !strcmp(last->name, m->items[i].name)))
            continue;
        m->items[count++] = m->items[i];
    }
    m->count = count;
}

static size_t count_kept(const struct marks *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++)
        kept += m->items[i].kept;
    return kept;
}

/* ---- one file */

static void collect_lines(struct marks *lines, const json_t *source)
{
    const char *name;
    json_t *lists, *number;
    size_t i;
    json_object_foreach(json_object_get(source, "functions"), name, lists)
    {
        json_array_foreach(json_object_get(lists, "kept"), i, number)
            add_mark(lines, json_integer_value(number), NULL, true);
        json_array_foreach(json_object_get(lists, "removed"), i, number)
            add_mark(lines, json_integer_value(number), NULL, false);
    }
}

static void collect_functions(struct marks *functions, const json_t *entries)
{
    const json_t *entry;
    size_t i;
    json_array_foreach(entries, i, entry) if (audit_number(entry, "line") > 0)
        add_mark(functions, audit_number(entry, "line"),
                 audit_text(entry, "name"), audit_is(entry, "status", "kept"));
}

static void print_text(FILE *out, const char *text)
{
    for (; *text; text++)
        fputc((unsigned char)*text < ' ' ? '?' : *text, out);
}

static void print_functions(FILE *out, const struct marks *functions)
{
    for (size_t i = 0; i < functions->count; i++) {
        fprintf(out, "FN:%lld,", functions->items[i].line);
        print_text(out, functions->items[i].name);
        fputc('\n', out);
    }
    for (size_t i = 0; i < functions->count; i++) {
        fprintf(out, "FNDA:%d,", functions->items[i].kept);
        print_text(out, functions->items[i].name);
        fputc('\n', out);
    }
    fprintf(out, "FNF:%zu\nFNH:%zu\n", functions->count, count_kept(functions));
}

static bool cut(const char **text, const char *prefix)
{
    size_t n = strlen(prefix);
    bool found = !strncmp(*text, prefix, n);
    if (found)
        *text += n;
    return found;
}

/* A file of unispec itself, which the audit names by its place in the tree;
 * owned. NULL: it is none, or not there. */
static char *own_path(const struct report *report, const char *file)
{
    while (cut(&file, "../"))
        continue;
    bool built = cut(&file, "build/") || !strncmp(file, "lib/unispec/", 12);
    if (!built && strncmp(file, "kernel/", 7) && strncmp(file, "runtime/", 8))
        return NULL;
    char *path =
        tool_format("%s/%s", built ? report->root : UNISPEC_SOURCE, file);
    if (!access(path, R_OK))
        return path;
    free(path);
    return NULL;
}

/* Where genhtml finds the source, owned. */
static char *source_path(const struct report *report, const json_t *source)
{
    const char *directory = audit_text(source, "directory");
    const char *file = audit_text(source, "file");
    char *path = tool_format("%s%s%s", directory, *directory ? "/" : "", file);
    char *own = access(path, R_OK) ? own_path(report, file) : NULL;
    if (!own)
        return path;
    free(path);
    return own;
}

static void print_file(const struct report *report, FILE *out,
                       const json_t *source, const json_t *entries)
{
    struct marks lines = {0}, functions = {0};
    collect_lines(&lines, source);
    collect_functions(&functions, entries);
    tidy(&lines);
    tidy(&functions);
    char *path = source_path(report, source);
    fputs("SF:", out);
    print_text(out, path);
    fputc('\n', out);
    free(path);
    print_functions(out, &functions);
    for (size_t i = 0; i < lines.count; i++)
        fprintf(out, "DA:%lld,%d\n", lines.items[i].line, lines.items[i].kept);
    fprintf(out, "LF:%zu\nLH:%zu\nend_of_record\n", lines.count,
            count_kept(&lines));
    free(lines.items);
    free(functions.items);
}

/* Adds the entries of LIST to the arrays of INDEX, by their files. */
static void index_by_file(json_t *index, const json_t *list)
{
    json_t *entry;
    size_t i;
    json_array_foreach(list, i, entry)
    {
        const char *file = audit_text(entry, "file");
        if (!json_object_get(index, file))
            json_object_set_new(index, file, json_array());
        json_array_append(json_object_get(index, file), entry);
    }
}

void report_lcov(const struct report *report, FILE *out)
{
    const json_t *source;
    json_t *index = json_object();
    size_t i;
    index_by_file(index, audit_array(report->audit, "functions"));
    index_by_file(index, audit_array(report->audit, "inlined"));
    fputs("TN:\n", out);
    json_array_foreach(audit_array(report->audit, "sources"), i,
                       source) if (*audit_text(source, "file"))
        print_file(report, out, source,
                   json_object_get(index, audit_text(source, "file")));
    json_decref(index);
}
