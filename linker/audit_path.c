/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Frames of unispec diff and check, and the words of all chains. A chain is
 * walked backwards by "parent"; it is no longer than there are symbols, so a
 * cycle in a damaged audit ends.
 */
#include "audit_path.h"
#include "text_table.h"

#include <stdlib.h>
#include <string.h>

static void add_symbol(json_t *index, json_t *symbol, bool weak)
{
    const char *name = audit_text(symbol, "name");
    if (*name && !(weak && json_object_get(index, name)))
        json_object_set(index, name, symbol);
}

json_t *audit_symbols(const json_t *audit)
{
    json_t *index = json_object(), *symbol;
    size_t i;
    json_array_foreach(audit_array(audit, "variables"), i, symbol)
        add_symbol(index, symbol, false);
    json_array_foreach(audit_array(audit, "functions"), i, symbol)
        add_symbol(index, symbol, !audit_is(symbol, "status", "kept"));
    return index;
}

static void copy_key(json_t *to, const json_t *from, const char *key)
{
    json_t *value = json_object_get(from, key);
    if (value && !json_is_null(value))
        json_object_set(to, key, value);
}

static json_t *frame_of(const json_t *symbol, const json_t *parent)
{
    static const char *const keys[] = {"kind", "reason", "field", "file",
                                       "line"};
    json_t *frame = json_object();
    json_object_set(frame, "symbol", json_object_get(symbol, "name"));
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        copy_key(frame, parent, keys[i]);
    return frame;
}

json_t *audit_frames(const json_t *symbols, const json_t *item,
                     const char *name)
{
    json_t *why = json_object_get(item, "why");
    if (json_array_size(why))
        return json_deep_copy(why);
    json_t *frames = json_array();
    size_t limit = json_object_size(symbols);
    for (const json_t *at = json_object_get(symbols, name);
         at && json_array_size(frames) <= limit;) {
        const json_t *parent = json_object_get(at, "parent");
        json_array_insert_new(frames, 0, frame_of(at, parent));
        const char *from = audit_text(parent, "from");
        if (json_is_object(parent) && !*from)
            return frames;
        at = json_object_get(symbols, from);
    }
    json_array_clear(frames);
    return frames;
}

static const struct {
    const char *kind, *words;
} kinds[] = {
    {"call", "called by"},
    {"address", "address taken by"},
    {"initialiser", "in the initialiser of"},
    {"alias", "other name of"},
    {"root_when", "root because of"},
    {"indirect call", "called indirectly by"},
    {"store", "stored by"},
    {"native", "needed by native code"},
    {"syscall", "system call made by"},
    {"codegen", "needed by generated code of"},
};

char *audit_edge_words(const json_t *frame, const char *from)
{
    const char *kind = audit_text(frame, "kind"), *words = kind;
    const char *field = audit_text(frame, "field");
    const char *reason = audit_text(frame, "reason");
    if (!*kind) /* an entry of "icalls" */
        kind = "indirect call";
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (!strcmp(kinds[i].kind, kind))
            words = kinds[i].words;
    if (*from)
        return tool_format("%s %s%s%s", words, from, *field ? " through " : "",
                           field);
    return tool_format("%s%s%s", words, *reason ? ": " : "", reason);
}

void audit_print_frames(const json_t *frames, int indent, FILE *out)
{
    struct text_table table = {.columns = 3};
    const char *from = "";
    const json_t *frame;
    size_t i;
    json_array_foreach(frames, i, frame)
    {
        char *how = audit_edge_words(frame, from), *where = audit_place(frame);
        table_row(&table,
                  (const char *[]){audit_text(frame, "symbol"), how, where});
        from = audit_text(frame, "symbol");
        free(how);
        free(where);
    }
    table_print(&table, out, indent);
}
