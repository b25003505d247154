/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reads a policy and checks its shape by a table of the keys. All mistakes are
 * told, not only the first. A system call or component that does not exist is
 * one, because a rule that can never match would give false peace of mind.
 */
#include "policy.h"
#include "syscall_table.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POLICY_SCHEMA "unispec-policy/1"

struct reader {
    const struct tool *tool;
    const struct policy *policy;
    struct policy_place place;
    size_t errors;
};

static void enter(struct reader *r, const char *key, size_t index)
{
    r->place.steps[r->place.count++] = (struct policy_step){key, index};
}

static void leave(struct reader *r)
{
    r->place.count--;
}

/* "syscalls.deny[2]", owned. */
static char *place_text(const struct policy_place *place)
{
    char *text = tool_format("%s", "");
    for (size_t i = 0; i < place->count; i++) {
        const struct policy_step *step = &place->steps[i];
        char *longer =
            step->key ? tool_format("%s%s%s", text, i ? "." : "", step->key)
                      : tool_format("%s[%zu]", text, step->index);
        free(text);
        text = longer;
    }
    return text;
}

__attribute__((format(printf, 2, 3))) static void wrong(struct reader *r,
                                                        const char *format, ...)
{
    char *place = place_text(&r->place), *message = NULL;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&message, format, list);
    va_end(list);
    tool_error(r->tool, "%s:%u: %s%s%s", r->policy->path,
               policy_line(r->policy->text, &r->place), place,
               *place ? ": " : "", length < 0 ? "" : message);
    r->errors++;
    free(place);
    free(message);
}

/* ---- names */

static bool is_pattern(const char *name)
{
    return strpbrk(name, "*?[");
}

static const char *check_any(const char *name)
{
    return *name ? NULL : "is empty";
}

static const char *check_syscall(const char *name)
{
    return is_pattern(name) || syscall_number(name) >= 0
               ? NULL
               : "is no system call of x86-64 Linux";
}

static const char *check_component(const char *name)
{
    static const char *const names[] = {"app", "libc", "kernel", "net", "rt"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (!strcmp(names[i], name))
            return NULL;
    return is_pattern(name) ? NULL
                            : "is no component; there is: app, libc, kernel, "
                              "net, rt";
}

typedef const char *name_check(const char *name);

static void read_names(struct reader *r, json_t *list, name_check *check)
{
    json_t *item;
    size_t i;
    if (!json_is_array(list)) {
        wrong(r, "must be a list of names");
        return;
    }
    json_array_foreach(list, i, item)
    {
        enter(r, NULL, i);
        const char *name = json_string_value(item);
        const char *what = name ? check(name) : NULL;
        if (!name)
            wrong(r, "must be a name");
        else if (what)
            wrong(r, "'%s' %s", name, what);
        leave(r);
    }
}

/* ---- argument values */

bool policy_integer(const json_t *value, json_int_t *number)
{
    const char *text = json_string_value(value);
    char *end = NULL;
    if (json_is_integer(value)) {
        *number = json_integer_value(value);
        return true;
    }
    if (!text || !*text || strspn(text, " \t\n"))
        return false;
    errno = 0;
    *number = *text == '-' ? (json_int_t)strtoimax(text, &end, 0)
                           : (json_int_t)strtoumax(text, &end, 0);
    return !*end && !errno;
}

static void read_integers(struct reader *r, json_t *list, name_check *unused)
{
    json_t *item;
    json_int_t number;
    size_t i;
    (void)unused;
    if (!json_is_array(list)) {
        wrong(r, "must be a list of integers");
        return;
    }
    json_array_foreach(list, i, item)
    {
        enter(r, NULL, i);
        if (!policy_integer(item, &number))
            wrong(r, "must be an integer, or a text like \"0x5413\"");
        leave(r);
    }
}

/* ---- objects */

/* {"allow": [...], "deny": [...]} */
static void read_lists(struct reader *r, json_t *lists, name_check *check,
                       void (*read)(struct reader *, json_t *, name_check *))
{
    const char *key;
    json_t *list;
    if (!json_is_object(lists)) {
        wrong(r, "must be an object with \"allow\" or \"deny\"");
        return;
    }
    json_object_foreach(lists, key, list)
    {
        enter(r, key, 0);
        if (!strcmp(key, "allow") || !strcmp(key, "deny"))
            read(r, list, check);
        else
            wrong(r, "unknown key; there is: allow, deny");
        leave(r);
    }
}

static void read_positions(struct reader *r, json_t *positions)
{
    const char *key;
    json_t *lists;
    if (!json_is_object(positions)) {
        wrong(r, "must be an object by the argument's number, \"0\" to \"5\"");
        return;
    }
    json_object_foreach(positions, key, lists)
    {
        enter(r, key, 0);
        if (strlen(key) == 1 && *key >= '0' && *key <= '5')
            read_lists(r, lists, NULL, read_integers);
        else
            wrong(r, "is no number of an argument; there is: 0 to 5");
        leave(r);
    }
}

static void read_arguments(struct reader *r, json_t *calls)
{
    const char *key;
    json_t *positions;
    if (!json_is_object(calls)) {
        wrong(r, "must be an object by the system call's name");
        return;
    }
    json_object_foreach(calls, key, positions)
    {
        enter(r, key, 0);
        if (syscall_number(key) < 0)
            wrong(r, "is no system call of x86-64 Linux");
        else
            read_positions(r, positions);
        leave(r);
    }
}

static void read_limit(struct reader *r, const json_t *limit)
{
    if (!json_is_integer(limit) || json_integer_value(limit) < 0)
        wrong(r, "must be an integer that is not negative");
}

static void read_component_limits(struct reader *r, json_t *limits)
{
    const char *key;
    json_t *limit;
    if (!json_is_object(limits)) {
        wrong(r, "must be an object by the component's name");
        return;
    }
    json_object_foreach(limits, key, limit)
    {
        const char *what = check_component(key);
        enter(r, key, 0);
        if (what)
            wrong(r, "%s", what);
        else
            read_limit(r, limit);
        leave(r);
    }
}

static void read_budgets(struct reader *r, json_t *budgets)
{
    static const char *const keys[] = {"bytes",   "text",       "data",
                                       "bss",     "functions",  "syscalls",
                                       "drivers", "unresolved", "assumptions"};
    const char *key;
    json_t *limit;
    if (!json_is_object(budgets)) {
        wrong(r, "must be an object of limits");
        return;
    }
    json_object_foreach(budgets, key, limit)
    {
        size_t i = 0, count = sizeof(keys) / sizeof(keys[0]);
        while (i < count && strcmp(keys[i], key))
            i++;
        enter(r, key, 0);
        if (!strcmp(key, "components"))
            read_component_limits(r, limit);
        else if (i < count)
            read_limit(r, limit);
        else
            wrong(r, "unknown budget; there is: bytes, text, data, bss, "
                     "functions, syscalls, drivers, unresolved, assumptions, "
                     "components");
        leave(r);
    }
}

static void read_key(struct reader *r, const char *key, json_t *value)
{
    static const struct {
        const char *key;
        name_check *check;
    } lists[] = {{"syscalls", check_syscall},
                 {"drivers", check_any},
                 {"components", check_component},
                 {"functions", check_any}};
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        if (!strcmp(key, lists[i].key)) {
            read_lists(r, value, lists[i].check, read_names);
            return;
        }
    if (!strcmp(key, "arguments"))
        read_arguments(r, value);
    else if (!strcmp(key, "budgets"))
        read_budgets(r, value);
    else if (strcmp(key, "schema") && strcmp(key, "comment"))
        wrong(r, "unknown key; there is: schema, comment, syscalls, "
                 "arguments, drivers, components, functions, budgets");
}

static void read_document(struct reader *r, json_t *root)
{
    const char *key;
    json_t *value;
    const char *schema = audit_text(root, "schema");
    if (!json_is_object(root)) {
        wrong(r, "must be an object");
        return;
    }
    if (strcmp(schema, POLICY_SCHEMA)) {
        if (json_object_get(root, "schema"))
            enter(r, "schema", 0);
        wrong(r, "\"schema\" must be \"" POLICY_SCHEMA "\"");
        r->place.count = 0;
    }
    json_object_foreach(root, key, value)
    {
        enter(r, key, 0);
        read_key(r, key, value);
        leave(r);
    }
}

/* ---- the file */

/* The whole file, owned and terminated; NULL with errno set. */
static char *read_file(const char *path, size_t *size)
{
    FILE *in = fopen(path, "re");
    char *text = NULL;
    *size = 0;
    if (!in)
        return NULL;
    do {
        text = tool_realloc(text, *size + 4097);
        *size += fread(text + *size, 1, 4096, in);
    } while (!feof(in) && !ferror(in));
    text[*size] = 0;
    bool bad = ferror(in);
    fclose(in);
    if (!bad)
        return text;
    free(text);
    return NULL;
}

bool policy_read(const struct tool *tool, struct policy *policy,
                 const char *path)
{
    json_error_t error;
    size_t size;
    *policy = (struct policy){.path = path};
    policy->text = read_file(path, &size);
    if (!policy->text) {
        tool_error(tool, "cannot read %s: %s", path, strerror(errno));
        return false;
    }
    policy->json =
        json_loadb(policy->text, size, JSON_REJECT_DUPLICATES, &error);
    if (!policy->json) {
        tool_error(tool, "%s:%d: no valid JSON: %s", path, error.line,
                   error.text);
        return false;
    }
    struct reader r = {.tool = tool, .policy = policy};
    read_document(&r, policy->json);
    return !r.errors;
}

void policy_free(struct policy *policy)
{
    json_decref(policy->json);
    free(policy->text);
}
