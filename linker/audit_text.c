/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The audit for people: one block per key of the schema, each a table.
 * Functions are grouped by component, kept before removed, largest first.
 */
#include "audit_read.h"
#include "audit_report.h"
#include "text_table.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TARGETS = 8 }; /* of a call that are printed */

/* A row from one owned string per column. */
static void add_row(struct text_table *table, char **cells)
{
    table_row(table, (const char *const *)cells);
    for (size_t i = 0; i < table->columns; i++)
        free(cells[i]);
}

static char *copy(const char *text)
{
    return tool_format("%s", text);
}

static char *number(long long value)
{
    return tool_format("%lld", value);
}

static void print_heading(FILE *out, const char *text, size_t count)
{
    fprintf(out, "\n%s (%zu)\n", text, count);
}

/* "a, b", owned; strings and numbers only. */
static char *join(const json_t *array)
{
    char *text = copy("");
    const json_t *item;
    size_t i;
    json_array_foreach(array, i, item)
    {
        char *piece =
            json_is_integer(item)
                ? number(json_integer_value(item))
                : copy(json_is_string(item) ? json_string_value(item) : "?");
        char *longer = tool_format("%s%s%s", text, i ? ", " : "", piece);
        free(text);
        free(piece);
        text = longer;
    }
    return text;
}

/* ---- summary and totals */

static void report_image(const json_t *audit, FILE *out)
{
    const json_t *image = json_object_get(audit, "image");
    static const char *const keys[] = {"bytes", "text", "data", "bss"};
    struct text_table table = {.columns = 2, .right = "lr"};
    fputs("image ", out);
    print_clean(out, audit_text(image, "name"));
    fputc('\n', out);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        add_row(&table, (char *[]){copy(keys[i]),
                                   number(audit_number(image, keys[i]))});
    table_print(&table, out, 2);
    char *platforms = join(audit_array(image, "platforms"));
    fputs("  platforms  ", out);
    print_clean(out, platforms);
    fputc('\n', out);
    free(platforms);
}

/* "functions_kept" as "functions kept". */
static char *key_words(const char *key)
{
    char *text = copy(key);
    for (char *c = text; *c; c++)
        if (*c == '_')
            *c = ' ';
    return text;
}

static void report_totals(const json_t *audit, FILE *out)
{
    struct text_table table = {.columns = 2, .right = "lr"};
    const char *key;
    json_t *value, *totals = json_object_get(audit, "totals");
    json_object_foreach(totals, key, value)
    {
        if (json_is_integer(value))
            add_row(&table, (char *[]){key_words(key),
                                       number(json_integer_value(value))});
    }
    fputs("\ntotals\n", out);
    table_print(&table, out, 2);
}

/* ---- syscalls and drivers */

/* Numbers that look like flags or addresses in hex; small ones, and what is
 * negative as an int, in decimal. */
static char *argument_number(long long value)
{
    if (value <= UINT32_MAX && value > UINT32_MAX - 4096ll)
        value -= 1ll << 32;
    return value > -4096 && value < 256 ? number(value)
                                        : tool_format("0x%llx", value);
}

/* The end of the run of numbers that starts at FIRST. */
static size_t end_of_run(const json_t *values, size_t first)
{
    size_t i = first + 1;
    while (i < json_array_size(values) &&
           json_integer_value(json_array_get(values, i)) ==
               json_integer_value(json_array_get(values, i - 1)) + 1)
        i++;
    return i;
}

/* "1..4, 8", owned. */
static char *argument_set(const json_t *values)
{
    char *text = copy(json_array_size(values) ? "" : "none");
    for (size_t i = 0, end; i < json_array_size(values); i = end) {
        end = end_of_run(values, i);
        end = end - i < 3 ? i + 1 : end;
        char *first =
            argument_number(json_integer_value(json_array_get(values, i)));
        char *last = argument_number(
            json_integer_value(json_array_get(values, end - 1)));
        bool run = end - i > 1;
        char *longer = tool_format("%s%s%s%s%s", text, i ? ", " : "", first,
                                   run ? ".." : "", run ? last : "");
        free(text);
        free(first);
        free(last);
        text = longer;
    }
    return text;
}

/* "0: 1, 2; 1: any", owned. */
static char *describe_arguments(const json_t *call)
{
    char *text = copy("");
    const char *key;
    json_t *value, *arguments = json_object_get(call, "arguments");
    json_object_foreach(arguments, key, value)
    {
        char *values =
            json_is_array(value)
                ? argument_set(value)
                : copy(json_is_string(value) ? json_string_value(value)
                                             : "any");
        char *longer =
            tool_format("%s%s%s: %s", text, *text ? "; " : "", key, values);
        free(text);
        free(values);
        text = longer;
    }
    return text;
}

/* The function that makes it reached: the last frame before its own. */
static char *reached_from(const json_t *item)
{
    const json_t *why = audit_array(item, "why");
    size_t count = json_array_size(why);
    const json_t *frame = json_array_get(why, count > 1 ? count - 2 : 0);
    return copy(audit_text(frame, "symbol"));
}

static void report_syscalls(const json_t *audit, FILE *out)
{
    const json_t *calls = audit_array(audit, "syscalls"), *call;
    struct text_table table = {.columns = 5, .right = "rllll"};
    size_t i;
    print_heading(out, "syscalls", json_array_size(calls));
    table_row(&table, (const char *[]){"number", "name", "status", "from",
                                       "arguments"});
    json_array_foreach(calls, i, call) add_row(
        &table, (char *[]){number(audit_number(call, "number")),
                           copy(audit_text(call, "name")),
                           copy(audit_text(call, "status")), reached_from(call),
                           describe_arguments(call)});
    table_print(&table, out, 2);
}

static void report_drivers(const json_t *audit, FILE *out)
{
    const json_t *drivers = audit_array(audit, "drivers"), *driver;
    struct text_table table = {.columns = 3};
    size_t i;
    print_heading(out, "drivers", json_array_size(drivers));
    table_row(&table, (const char *[]){"name", "class", "from"});
    json_array_foreach(drivers, i, driver)
        add_row(&table, (char *[]){copy(audit_text(driver, "name")),
                                   copy(audit_text(driver, "class")),
                                   reached_from(driver)});
    table_print(&table, out, 2);
}

/* ---- functions */

static const char *const components[] = {"app", "libc", "rt", "kernel", "net"};
enum { COMPONENTS = sizeof(components) / sizeof(components[0]) };

struct selection {
    const json_t **items; /* owned */
    size_t count;
    long long bytes;
};

static size_t component_of(const json_t *function)
{
    size_t i = 0;
    while (i < COMPONENTS &&
           !audit_is(function, "component", components[i]))
        i++;
    return i;
}

static int by_size(const void *a, const void *b)
{
    const json_t *x = *(const json_t *const *)a;
    const json_t *y = *(const json_t *const *)b;
    long long bx = audit_number(x, "bytes"), by = audit_number(y, "bytes");
    if (bx != by)
        return bx > by ? -1 : 1;
    return strcmp(audit_text(x, "name"), audit_text(y, "name"));
}

static struct selection select_functions(const json_t *audit, size_t component,
                                         bool kept)
{
    const json_t *functions = audit_array(audit, "functions"), *function;
    struct selection s = {
        .items = tool_alloc(json_array_size(functions) * sizeof(*s.items))};
    size_t i;
    json_array_foreach(functions, i, function)
    {
        if (component_of(function) != component ||
            audit_is(function, "status", "kept") != kept)
            continue;
        s.items[s.count++] = function;
        s.bytes += audit_number(function, "bytes");
    }
    if (s.count)
        qsort(s.items, s.count, sizeof(*s.items), by_size);
    return s;
}

static void report_selection(const json_t *audit, size_t component, bool kept,
                             FILE *out)
{
    struct selection s = select_functions(audit, component, kept);
    struct text_table table = {.columns = 3, .right = "rll"};
    const char *title = report_component_words(
        component < COMPONENTS ? components[component] : "");
    if (s.count)
        fprintf(out, "\nfunctions %s: %s (%zu, %lld bytes)\n",
                kept ? "kept" : "removed", title, s.count, s.bytes);
    for (size_t i = 0; i < s.count; i++)
        add_row(&table, (char *[]){number(audit_number(s.items[i], "bytes")),
                                   copy(audit_text(s.items[i], "name")),
                                   audit_place(s.items[i])});
    table_print(&table, out, 2);
    free(s.items);
}

static void report_functions(const json_t *audit, FILE *out)
{
    for (int kept = 1; kept >= 0; kept--)
        for (size_t c = 0; c <= COMPONENTS; c++)
            report_selection(audit, c, kept, out);
}

/* ---- what the analysis could not decide, and what it took for granted */

static bool is_unresolved(const json_t *call)
{
    return json_is_false(json_object_get(call, "resolved"));
}

static size_t count_calls(const json_t *calls, bool unresolved)
{
    const json_t *call;
    size_t i, count = 0;
    json_array_foreach(calls, i, call) count +=
        is_unresolved(call) == unresolved;
    return count;
}

/* The first few targets, and what else may be called. */
static char *describe_targets(const json_t *call)
{
    json_t *first = json_array();
    const json_t *targets = audit_array(call, "targets"), *target;
    const char *reason = audit_text(call, "reason");
    size_t i, count = json_array_size(targets);
    json_array_foreach(targets, i, target) if (i < MOST_TARGETS)
        json_array_append(first, (json_t *)target);
    if (count > MOST_TARGETS)
        json_array_append_new(first,
                              json_sprintf("%zu more", count - MOST_TARGETS));
    if (*reason)
        json_array_append_new(first, json_string(reason));
    char *text = count || *reason ? join(first) : copy("nothing");
    json_decref(first);
    return text;
}

/* Unresolved ones, of which all would like to know, stand first. */
static void report_calls(const json_t *audit, bool unresolved, FILE *out)
{
    const json_t *calls = audit_array(audit, "icalls"), *call;
    struct text_table table = {.columns = 4};
    size_t i;
    print_heading(out,
                  unresolved ? "unresolved indirect calls"
                             : "resolved indirect calls",
                  count_calls(calls, unresolved));
    json_array_foreach(calls, i, call)
    {
        if (is_unresolved(call) != unresolved)
            continue;
        const char *field = audit_text(call, "field");
        add_row(&table,
                (char *[]){copy(audit_text(call, "function")),
                           copy(*field ? field : audit_text(call, "type")),
                           audit_place(call), describe_targets(call)});
    }
    table_print(&table, out, 2);
}

static void report_assumptions(const json_t *audit, FILE *out)
{
    const json_t *list = audit_array(audit, "assumptions"), *item;
    struct text_table table = {.columns = 3};
    size_t i;
    print_heading(out, "assumptions", json_array_size(list));
    json_array_foreach(list, i, item) add_row(
        &table, (char *[]){copy(audit_text(item, "id")),
                           copy(audit_text(item, "text")), audit_place(item)});
    table_print(&table, out, 2);
}

void report_text(const struct report *report, FILE *out)
{
    const json_t *audit = report->audit;
    report_image(audit, out);
    report_totals(audit, out);
    report_syscalls(audit, out);
    report_drivers(audit, out);
    report_functions(audit, out);
    report_calls(audit, true, out);
    report_calls(audit, false, out);
    report_assumptions(audit, out);
}
