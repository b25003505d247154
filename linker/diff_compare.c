/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Compares two audits. Each list becomes an object by key first, in the order
 * of the audit; then a key of one side only is "added" or "removed", and one
 * of both is "changed" if the list says what to compare.
 */
#include "audit_path.h"
#include "diff.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct lists {
    json_t *added, *removed, *changed;
};

/* What stands in "changed" for the two entries, or NULL: nothing changed. */
typedef json_t *compare_fn(json_t *a, json_t *b);

static json_t *pair(json_t *a, json_t *b)
{
    return json_pack("{s:O, s:O}", "a", a, "b", b);
}

static json_t *number_pair(long long a, long long b)
{
    return json_pack("{s:I, s:I}", "a", (json_int_t)a, "b", (json_int_t)b);
}

static struct lists compare(json_t *a, json_t *b, compare_fn *changed)
{
    struct lists lists = {json_array(), json_array(), json_array()};
    const char *key;
    json_t *item, *other;
    json_object_foreach(b, key, item)
    {
        if (!(other = json_object_get(a, key)))
            json_array_append(lists.added, item);
        else if (changed && (other = changed(other, item)))
            json_array_append_new(lists.changed, other);
    }
    json_object_foreach(a, key, item) if (!json_object_get(b, key))
        json_array_append(lists.removed, item);
    return lists;
}

static json_t *pack_lists(struct lists lists)
{
    return json_pack("{s:o, s:o, s:o}", "added", lists.added, "removed",
                     lists.removed, "changed", lists.changed);
}

/* ---- system calls and drivers */

static json_t *index_names(const json_t *audit, const char *key)
{
    json_t *index = json_object(), *item;
    size_t i;
    json_array_foreach(audit_array(audit, key), i, item)
        json_object_set(index, audit_text(item, "name"), item);
    return index;
}

static json_t *compare_syscall(json_t *a, json_t *b)
{
    json_t *changes = json_object(), *value, *any = json_string("any");
    const char *position;
    json_t *before = json_object_get(a, "arguments");
    json_object_foreach(json_object_get(b, "arguments"), position, value)
    {
        json_t *old = json_object_get(before, position);
        if (!json_equal(old ? old : any, value))
            json_object_set_new(changes, position,
                                pair(old ? old : any, value));
    }
    json_decref(any);
    if (!json_object_size(changes)) {
        json_decref(changes);
        return NULL;
    }
    return json_pack("{s:O, s:O, s:o}", "name", json_object_get(b, "name"),
                     "number", json_object_get(b, "number"), "arguments",
                     changes);
}

/* Copies of the entries of LIST, each with its chain in B as "why". */
static json_t *with_chains(json_t *list, const json_t *audit, const char *key,
                           const json_t *symbols)
{
    json_t *result = json_array(), *item, *index = index_names(audit, key);
    size_t i;
    json_array_foreach(list, i, item)
    {
        const char *name = audit_text(item, "name");
        char *symbol = tool_format("sys_%s", name);
        json_t *copy = json_copy(item);
        json_object_set_new(
            copy, "why",
            audit_frames(symbols, json_object_get(index, name), symbol));
        json_array_append_new(result, copy);
        free(symbol);
    }
    json_decref(index);
    json_decref(list);
    return result;
}

static json_t *diff_named(const json_t *a, const json_t *b, const char *key,
                          compare_fn *changed)
{
    json_t *of_a = index_names(a, key), *of_b = index_names(b, key);
    json_t *symbols = audit_symbols(b);
    struct lists lists = compare(of_a, of_b, changed);
    lists.added = with_chains(lists.added, b, key, symbols);
    lists.changed = with_chains(lists.changed, b, key, symbols);
    json_decref(of_a);
    json_decref(of_b);
    json_decref(symbols);
    return pack_lists(lists);
}

/* ---- functions and components */

/* "libc read", without the number that makes a static name unique; owned. */
static char *function_key(const json_t *function)
{
    const char *name = audit_text(function, "name");
    size_t length = strlen(name), digits = 0;
    while (digits < length && isdigit((unsigned char)name[length - digits - 1]))
        digits++;
    if (digits && length > digits + 1 && name[length - digits - 1] == '.')
        length -= digits + 1;
    return tool_format("%s %.*s", audit_text(function, "component"),
                       (int)length, name);
}

static json_t *function_entry(const json_t *function)
{
    static const char *const keys[] = {"name", "component", "bytes", "file",
                                       "line"};
    json_t *entry = json_object();
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        json_object_set(entry, keys[i], json_object_get(function, keys[i]));
    return entry;
}

/* Kept functions; the second one of a key gets " 2" and so on. */
static json_t *index_functions(const json_t *audit)
{
    json_t *index = json_object(), *function;
    size_t i;
    json_array_foreach(audit_array(audit, "functions"), i, function)
    {
        if (!audit_is(function, "status", "kept"))
            continue;
        char *key = function_key(function), *unique = tool_format("%s", key);
        for (unsigned n = 2; json_object_get(index, unique); n++) {
            free(unique);
            unique = tool_format("%s %u", key, n);
        }
        json_object_set_new(index, unique, function_entry(function));
        free(unique);
        free(key);
    }
    return index;
}

static json_t *compare_bytes(json_t *a, json_t *b)
{
    long long before = audit_number(a, "bytes"), now = audit_number(b, "bytes");
    if (before == now)
        return NULL;
    json_t *entry = json_copy(b);
    json_object_set_new(entry, "bytes", number_pair(before, now));
    return entry;
}

static json_t *index_components(const json_t *functions)
{
    json_t *index = json_object(), *function;
    const char *key;
    json_object_foreach((json_t *)functions, key, function)
    {
        const char *name = audit_text(function, "component");
        json_t *entry = json_object_get(index, name);
        long long count = audit_number(entry, "functions") + 1;
        long long bytes =
            audit_number(entry, "bytes") + audit_number(function, "bytes");
        json_object_set_new(index, name,
                            json_pack("{s:s, s:I, s:I}", "name", name,
                                      "functions", (json_int_t)count, "bytes",
                                      (json_int_t)bytes));
    }
    return index;
}

static json_t *compare_component(json_t *a, json_t *b)
{
    json_t *entry = compare_bytes(a, b);
    if (!entry && json_equal(a, b))
        return NULL;
    if (!entry)
        entry = json_copy(b);
    long long bytes_a = audit_number(a, "bytes");
    long long bytes_b = audit_number(b, "bytes");
    json_object_set_new(entry, "bytes", number_pair(bytes_a, bytes_b));
    json_object_set_new(entry, "functions",
                        number_pair(audit_number(a, "functions"),
                                    audit_number(b, "functions")));
    return entry;
}

static void diff_code(json_t *diff, const json_t *a, const json_t *b)
{
    json_t *of_a = index_functions(a), *of_b = index_functions(b);
    json_t *parts_a = index_components(of_a), *parts_b = index_components(of_b);
    json_object_set_new(
        diff, "components",
        pack_lists(compare(parts_a, parts_b, compare_component)));
    json_object_set_new(diff, "functions",
                        pack_lists(compare(of_a, of_b, compare_bytes)));
    json_decref(parts_a);
    json_decref(parts_b);
    json_decref(of_a);
    json_decref(of_b);
}

/* ---- the rest */

static long long count_unresolved(const json_t *audit)
{
    long long count = 0;
    const json_t *call;
    size_t i;
    json_array_foreach(audit_array(audit, "icalls"), i, call) count +=
        json_is_false(json_object_get(call, "resolved"));
    return count;
}

static json_t *diff_sizes(const json_t *a, const json_t *b)
{
    static const char *const keys[] = {"bytes", "text", "data", "bss"};
    json_t *sizes = json_object();
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        json_object_set_new(
            sizes, keys[i],
            number_pair(audit_number(json_object_get(a, "image"), keys[i]),
                        audit_number(json_object_get(b, "image"), keys[i])));
    return sizes;
}

json_t *diff_audits(const json_t *a, const json_t *b)
{
    json_t *diff = json_pack("{s:s}", "schema", "unispec-diff/1");
    json_object_set(diff, "a", json_object_get(a, "image"));
    json_object_set(diff, "b", json_object_get(b, "image"));
    json_object_set_new(diff, "sizes", diff_sizes(a, b));
    json_object_set_new(diff, "syscalls",
                        diff_named(a, b, "syscalls", compare_syscall));
    json_object_set_new(diff, "drivers", diff_named(a, b, "drivers", NULL));
    diff_code(diff, a, b);
    json_object_set_new(diff, "unresolved",
                        number_pair(count_unresolved(a), count_unresolved(b)));
    json_object_set_new(
        diff, "assumptions",
        number_pair((long long)json_array_size(audit_array(a, "assumptions")),
                    (long long)json_array_size(audit_array(b, "assumptions"))));
    return diff;
}
