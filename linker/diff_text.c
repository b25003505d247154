/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A comparison for people: what is new first and with its chain, then what is
 * gone; of functions the largest. A block with nothing to say is left out, and
 * two images without a difference are one line.
 */
#include "audit_path.h"
#include "diff.h"
#include "text_table.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FUNCTIONS = 20 }; /* printed of each list */

static char *signed_number(long long value)
{
    return tool_format("%+lld", value);
}

static void add_pair(struct text_table *table, const char *name,
                     const json_t *values)
{
    long long a = audit_number(values, "a"), b = audit_number(values, "b");
    char *old = tool_format("%lld", a), *now = tool_format("%lld", b);
    char *change = signed_number(b - a);
    if (a != b)
        table_row(table, (const char *[]){name, old, now, change});
    free(old);
    free(now);
    free(change);
}

static void print_sizes(const json_t *diff, FILE *out)
{
    struct text_table table = {.columns = 4, .right = "lrrr"};
    const char *key;
    json_t *values;
    json_object_foreach(json_object_get(diff, "sizes"), key, values)
        add_pair(&table, key, values);
    add_pair(&table, "unresolved calls", json_object_get(diff, "unresolved"));
    add_pair(&table, "assumptions", json_object_get(diff, "assumptions"));
    if (table.count)
        fputs("sizes\n", out);
    table_print(&table, out, 2);
}

/* "1, 2" or "any", owned. */
static char *values_text(const json_t *values)
{
    char *text =
        tool_format("%s", json_is_string(values)    ? json_string_value(values)
                          : json_array_size(values) ? ""
                                                    : "none");
    const json_t *value;
    size_t i;
    json_array_foreach(values, i, value)
    {
        char *longer = tool_format("%s%s%lld", text, i ? ", " : "",
                                   (long long)json_integer_value(value));
        free(text);
        text = longer;
    }
    return text;
}

static void print_name(const char *sign, const json_t *item, FILE *out)
{
    const char *extra = audit_text(item, "class");
    fprintf(out, "  %s ", sign);
    print_clean(out, audit_text(item, "name"));
    if (!*extra)
        extra = audit_is(item, "status", "unsupported") ? "unsupported" : "";
    if (*extra) {
        fputs(" (", out);
        print_clean(out, extra);
        fputc(')', out);
    }
    fputc('\n', out);
}

static void print_arguments(const json_t *changes, FILE *out)
{
    const char *position;
    json_t *change;
    json_object_foreach((json_t *)changes, position, change)
    {
        char *a = values_text(json_object_get(change, "a"));
        char *b = values_text(json_object_get(change, "b"));
        fprintf(out, "      argument ");
        print_clean(out, position);
        fputs(": ", out);
        print_clean(out, a);
        fputs(" -> ", out);
        print_clean(out, b);
        fputc('\n', out);
        free(a);
        free(b);
    }
}

static const json_t *list_of(const json_t *diff, const char *block,
                             const char *list)
{
    return audit_array(json_object_get(diff, block), list);
}

static size_t block_size(const json_t *diff, const char *block)
{
    return json_array_size(list_of(diff, block, "added")) +
           json_array_size(list_of(diff, block, "removed")) +
           json_array_size(list_of(diff, block, "changed"));
}

static void print_named(const json_t *diff, const char *block, FILE *out)
{
    const json_t *item;
    size_t i;
    if (block_size(diff, block))
        fprintf(out, "%s\n", block);
    json_array_foreach(list_of(diff, block, "added"), i, item)
    {
        print_name("+", item, out);
        audit_print_frames(audit_array(item, "why"), 6, out);
    }
    json_array_foreach(list_of(diff, block, "changed"), i, item)
    {
        print_name("~", item, out);
        print_arguments(json_object_get(item, "arguments"), out);
    }
    json_array_foreach(list_of(diff, block, "removed"), i, item)
        print_name("-", item, out);
}

/* ---- functions and components */

/* How many bytes the entry of a list stands for; of a change, the change. */
static long long weight(const json_t *item)
{
    const json_t *bytes = json_object_get(item, "bytes");
    return json_is_object(bytes)
               ? audit_number(bytes, "b") - audit_number(bytes, "a")
               : json_integer_value(bytes);
}

static int by_weight(const void *x, const void *y)
{
    const json_t *a = *(const json_t *const *)x, *b = *(const json_t *const *)y;
    long long of_a = llabs(weight(a)), of_b = llabs(weight(b));
    if (of_a != of_b)
        return of_a < of_b ? 1 : -1;
    return strcmp(audit_text(a, "name"), audit_text(b, "name"));
}

static void add_function(struct text_table *table, const char *sign,
                         const json_t *item)
{
    long long bytes = weight(item);
    char *where = audit_place(item);
    char *name = tool_format("%s %s", sign, audit_text(item, "name"));
    char *size = signed_number(*sign == '-' ? -bytes : bytes);
    table_row(table, (const char *[]){name, size, audit_text(item, "component"),
                                      where});
    free(name);
    free(size);
    free(where);
}

static void add_functions(struct text_table *table, const char *sign,
                          const json_t *list, FILE *out)
{
    size_t count = json_array_size(list);
    const json_t **sorted = tool_alloc(count * sizeof(*sorted));
    for (size_t i = 0; i < count; i++)
        sorted[i] = json_array_get(list, i);
    qsort(sorted, count, sizeof(*sorted), by_weight);
    for (size_t i = 0; i < count && i < MOST_FUNCTIONS; i++)
        add_function(table, sign, sorted[i]);
    free(sorted);
    table_print(table, out, 2);
    if (count > MOST_FUNCTIONS)
        fprintf(out, "  %s %zu more\n", sign, count - MOST_FUNCTIONS);
}

static void print_functions(const json_t *diff, const char *block, FILE *out)
{
    struct text_table table = {.columns = 4, .right = "lrll"};
    if (block_size(diff, block))
        fprintf(out, "%s\n", block);
    add_functions(&table, "+", list_of(diff, block, "added"), out);
    add_functions(&table, "~", list_of(diff, block, "changed"), out);
    add_functions(&table, "-", list_of(diff, block, "removed"), out);
}

void diff_print(const json_t *diff, FILE *out)
{
    static const char *const blocks[] = {"syscalls", "drivers", "components",
                                         "functions"};
    size_t differences = 0;
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
        differences += block_size(diff, blocks[i]);
    if (!differences &&
        json_equal(json_object_get(diff, "a"), json_object_get(diff, "b"))) {
        fputs("no difference\n", out);
        return;
    }
    print_sizes(diff, out);
    print_named(diff, "syscalls", out);
    print_named(diff, "drivers", out);
    print_functions(diff, "components", out);
    print_functions(diff, "functions", out);
}
