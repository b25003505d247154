/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec diff: what image B has that A has not. Made for pull requests: A is
 * the image of the branch that is merged into, and the exit status is 1 when B
 * grew in one of the ways that --fail-on lists. An image that cannot be read
 * is status 2, so that it is not taken for an answer.
 */
#include "diff.h"

#include <stdlib.h>
#include <string.h>

enum { STATUS_GREW = 1, STATUS_TROUBLE = 2 };

struct diff_options {
    const char *format, *fail_on;
};

static const struct option_spec diff_option_table[] = {
    {"format", 'f', OPTION_STRING, "NAME",
     offsetof(struct diff_options, format), "text (default) or json"},
    {"fail-on", 0, OPTION_STRING, "LIST",
     offsetof(struct diff_options, fail_on),
     "what makes the exit status 1 when B has more of it (default: "
     "syscalls,drivers,components)"},
};

static bool has_added(const json_t *diff, const char *block)
{
    return json_array_size(audit_array(json_object_get(diff, block), "added"));
}

static bool grew(const json_t *values)
{
    return audit_number(values, "b") > audit_number(values, "a");
}

static bool more_syscalls(const json_t *diff)
{
    return has_added(diff, "syscalls");
}

/* A value that the list of A has not, or "any" where A has a list. */
static bool wider(const json_t *change)
{
    const json_t *a = json_object_get(change, "a"), *value, *old;
    const json_t *b = json_object_get(change, "b");
    size_t i, j;
    if (json_is_string(a) || json_is_string(b))
        return !json_is_string(a);
    json_array_foreach(b, i, value)
    {
        bool known = false;
        json_array_foreach(a, j, old) known |= json_equal(old, value);
        if (!known)
            return true;
    }
    return false;
}

static bool more_arguments(const json_t *diff)
{
    const json_t *call;
    json_t *change;
    const char *position;
    size_t i;
    json_array_foreach(
        audit_array(json_object_get(diff, "syscalls"), "changed"), i, call)
        json_object_foreach(json_object_get(call, "arguments"), position,
                            change) if (wider(change)) return true;
    return more_syscalls(diff);
}

static bool more_drivers(const json_t *diff)
{
    return has_added(diff, "drivers");
}

static bool more_components(const json_t *diff)
{
    return has_added(diff, "components");
}

static bool more_functions(const json_t *diff)
{
    return has_added(diff, "functions");
}

static bool more_bytes(const json_t *diff)
{
    return grew(json_object_get(json_object_get(diff, "sizes"), "bytes"));
}

static bool more_unresolved(const json_t *diff)
{
    return grew(json_object_get(diff, "unresolved"));
}

static bool more_assumptions(const json_t *diff)
{
    return grew(json_object_get(diff, "assumptions"));
}

static const struct reason {
    const char *name;
    bool usual;
    bool (*grew)(const json_t *diff);
} reasons[] = {
    {"syscalls", true, more_syscalls},
    {"arguments", false, more_arguments},
    {"drivers", true, more_drivers},
    {"components", true, more_components},
    {"functions", false, more_functions},
    {"bytes", false, more_bytes},
    {"unresolved", false, more_unresolved},
    {"assumptions", false, more_assumptions},
};
enum { REASONS = sizeof(reasons) / sizeof(reasons[0]) };

static bool unknown_reason(const struct tool *tool, const char *word,
                           size_t length)
{
    tool_error(tool, "--fail-on: unknown word '%.*s'", (int)length, word);
    tool_note("there is: none, syscalls, arguments, drivers, components, "
              "functions, bytes, unresolved, assumptions");
    return false;
}

/* Which reasons count, by the option's value. */
static bool choose_reasons(const struct tool *tool, const char *list,
                           bool chosen[REASONS])
{
    for (size_t i = 0; i < REASONS; i++)
        chosen[i] = !list && reasons[i].usual;
    if (!list || !strcmp(list, "none"))
        return true;
    for (;; list++) {
        size_t length = strcspn(list, ","), i = 0;
        while (i < REASONS && (strlen(reasons[i].name) != length ||
                               strncmp(reasons[i].name, list, length)))
            i++;
        if (i == REASONS)
            return unknown_reason(tool, list, length);
        chosen[i] = true;
        list += length;
        if (!*list)
            return true;
    }
}

static json_t *read_audit(const struct tool *tool, const char *path)
{
    struct image image;
    if (!image_open(tool, &image, path))
        return NULL;
    json_t *audit = audit_read(tool, &image);
    image_close(&image);
    return audit;
}

static int report(const struct tool *tool, json_t *diff, bool as_json,
                  const bool chosen[REASONS])
{
    json_t *failed = json_array();
    for (size_t i = 0; i < REASONS; i++)
        if (chosen[i] && reasons[i].grew(diff))
            json_array_append_new(failed, json_string(reasons[i].name));
    bool bad = json_array_size(failed);
    json_object_set_new(diff, "failed", failed);
    if (as_json) {
        json_dumpf(diff, stdout, JSON_INDENT(2));
        putchar('\n');
    } else {
        diff_print(diff, stdout);
    }
    for (size_t i = 0; i < json_array_size(failed); i++)
        tool_error(tool, "more %s",
                   json_string_value(json_array_get(failed, i)));
    return bad ? STATUS_GREW : STATUS_OK;
}

static int diff_main(struct tool *tool, const void *options,
                     const struct arguments *arguments)
{
    const struct diff_options *o = options;
    const char *format = o->format ? o->format : "text";
    bool as_json = !strcmp(format, "json"), chosen[REASONS];
    if (!as_json && strcmp(format, "text")) {
        tool_error(tool, "--format=%s: unknown format; there is: text, json",
                   format);
        return STATUS_USAGE;
    }
    if (!choose_reasons(tool, o->fail_on, chosen))
        return STATUS_USAGE;
    json_t *a = read_audit(tool, arguments->positional[0]);
    json_t *b = a ? read_audit(tool, arguments->positional[1]) : NULL;
    int status = STATUS_TROUBLE;
    if (b) {
        json_t *diff = diff_audits(a, b);
        status = report(tool, diff, as_json, chosen);
        json_decref(diff);
    }
    json_decref(a);
    json_decref(b);
    return status;
}

const struct command command_diff = {
    .name = "diff",
    .summary = "compare two images: what B reaches that A does not",
    .arguments = "A B",
    .details = "LIST is 'none' or words with commas between: syscalls, "
               "arguments, drivers,\ncomponents, functions, bytes, "
               "unresolved, assumptions.\n\nExit status: 0 B has no more of "
               "these than A, 1 it has, 2 there is no answer.\n",
    .options = diff_option_table,
    .option_count = sizeof(diff_option_table) / sizeof(diff_option_table[0]),
    .options_size = sizeof(struct diff_options),
    .positional_min = 2,
    .positional_max = 2,
    .values = "format=text json",
    .run = diff_main,
};
