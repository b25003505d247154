/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The audit: what is in the program and why, from the result of the analysis.
 * Consumers are the section .unispec.audit and `unispec`.
 */
#include "audit.h"
#include "audit_calls.h"
#include "audit_lines.h"
#include "audit_uses.h"
#include "os_symbols.h"
#include "syscall_table.h"

#include <stdlib.h>
#include <string.h>

static json_t *name_of(LLVMValueRef v)
{
    size_t length;
    const char *name = LLVMGetValueName2(v, &length);
    return json_stringn(name, length);
}

static json_t *fact_of(LLVMValueRef f, const char *fact, const char *otherwise)
{
    const char *text;
    unsigned length;
    if (function_fact(f, fact, &text, &length))
        return json_stringn(text, length);
    return json_string(otherwise);
}

static json_t *parent_of(struct reason why)
{
    json_t *parent =
        json_pack("{s:s, s:o}", "kind", edge_kind_name(why.kind), "from",
                  why.from ? name_of(why.from) : json_null());
    audit_set_location(parent, why.site ? location_of_instruction(why.site)
                                        : (struct location){0});
    if (why.text)
        json_object_set_new(parent, "reason", json_string(why.text));
    if (why.kind == EDGE_INDIRECT && why.site)
        json_object_set_new(parent, "field",
                            audit_call_fact(why.site, "unispec-icall-field"));
    return parent;
}

static json_t *function_entry(struct analysis *a, LLVMValueRef f)
{
    struct reason why = analysis_reason(a, f);
    bool kept = why.kind != EDGE_NONE;
    json_t *entry =
        json_pack("{s:o, s:o, s:s, s:i, s:o}", "name", name_of(f), "component",
                  fact_of(f, "unispec-component", "app"), "status",
                  kept ? "kept" : "removed", "bytes", 0, "parent",
                  kept ? parent_of(why) : json_null());
    audit_set_location(entry, location_of_function(f));
    if (!kept)
        audit_add_uses(entry, a, f);
    return entry;
}

/* Variables on a chain are listed too, so that every "from" can be found. */
static json_t *variable_entry(struct analysis *a, LLVMValueRef g)
{
    return json_pack("{s:o, s:o}", "name", name_of(g), "parent",
                     parent_of(analysis_reason(a, g)));
}

static json_t *values_entry(struct vset s)
{
    if (s.any)
        return json_string("any");
    json_t *list = json_array();
    for (uint32_t i = 0; i < s.count; i++)
        json_array_append_new(list, json_integer((json_int_t)s.items[i]));
    return list;
}

static json_t *arguments_entry(struct analysis *a, LLVMValueRef f)
{
    json_t *arguments = json_object();
    unsigned i = 0;
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p)) {
        char key[12];
        snprintf(key, sizeof key, "%u", i++);
        json_object_set_new(arguments, key,
                            values_entry(analysis_values(a, p)));
    }
    return arguments;
}

static void report_unsupported(struct link *l, const char *name, json_t *chain)
{
    if (l->unsupported == UNSUPPORTED_IGNORE)
        return;
    if (l->unsupported == UNSUPPORTED_ERROR)
        link_error(l,
                   "the program reaches the unsupported system call '%s'; "
                   "--unsupported=warn links it all the same",
                   name);
    else
        link_warn(l,
                  "the program reaches the unsupported system call '%s'; "
                  "it will fail with ENOSYS",
                  name);
    audit_print_chain(l, chain);
}

static void add_syscall(struct link *l, struct analysis *a, LLVMValueRef f)
{
    const char *text;
    unsigned length;
    if (!function_fact(f, "unispec-syscall", &text, &length))
        return;
    char *name = must_strndup(text, length);
    bool unsupported = function_fact(f, "unispec-unsupported", &text, &length);
    json_t *chain = audit_chain(a, f);
    json_array_append_new(json_object_get(l->audit, "syscalls"),
                          json_pack("{s:s, s:i, s:s, s:o, s:O}", "name", name,
                                    "number", syscall_number(name), "status",
                                    unsupported ? "unsupported" : "implemented",
                                    "arguments", arguments_entry(a, f), "why",
                                    chain));
    if (unsupported)
        report_unsupported(l, name, chain);
    json_decref(chain);
    free(name);
}

/* "name,class,bus" of unispec::driver. */
static void add_driver(struct link *l, struct analysis *a, LLVMValueRef f)
{
    const char *text;
    unsigned length;
    if (!function_fact(f, "unispec-driver", &text, &length))
        return;
    char *copy = must_strndup(text, length), *rest = copy;
    const char *name = strsep(&rest, ","), *class = strsep(&rest, ",");
    const char *bus = strsep(&rest, ",");
    json_t *drivers = json_object_get(l->audit, "drivers"), *known;
    size_t i;
    bool listed = false;
    json_array_foreach(drivers, i, known)
    {
        const char *other = json_string_value(json_object_get(known, "name"));
        listed |= !strcmp(other, name);
    }
    if (!listed)
        json_array_append_new(
            drivers, json_pack("{s:s, s:s, s:s, s:o}", "name", name, "class",
                               class ? class : "", "bus", bus ? bus : "", "why",
                               audit_chain(a, f)));
    free(copy);
}

/* Adds ENTRY to LIST, and to the index for audit_add_symbol(). */
static void add_entry(struct link *l, json_t *list, json_t *entry)
{
    json_object_set(l->result,
                    json_string_value(json_object_get(entry, "name")), entry);
    json_array_append_new(list, entry);
}

static void add_functions(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    json_t *functions = json_object_get(l->audit, "functions");
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        if (LLVMIsDeclaration(f))
            continue;
        add_entry(l, functions, function_entry(a, f));
        if (analysis_reached(a, f)) {
            add_syscall(l, a, f);
            add_driver(l, a, f);
        }
    }
}

static void add_variables(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    json_t *variables = json_object_get(l->audit, "variables");
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        if (analysis_reached(a, g))
            add_entry(l, variables, variable_entry(a, g));
    for (LLVMValueRef s = LLVMGetFirstGlobalAlias(m); s;
         s = LLVMGetNextGlobalAlias(s))
        if (analysis_reached(a, s))
            add_entry(l, variables, variable_entry(a, s));
}

static LLVMValueRef aliased_function(LLVMValueRef v)
{
    while (LLVMIsAGlobalAlias(v) || LLVMIsAConstantExpr(v))
        v = LLVMIsAGlobalAlias(v) ? LLVMAliasGetAliasee(v)
                                  : LLVMGetOperand(v, 0);
    return LLVMIsAFunction(v) ? v : NULL;
}

/* Other names of functions, whether they are used or not. */
static void add_aliases(struct link *l, LLVMModuleRef m)
{
    for (LLVMValueRef s = LLVMGetFirstGlobalAlias(m); s;
         s = LLVMGetNextGlobalAlias(s)) {
        LLVMValueRef f = aliased_function(s);
        if (f)
            json_array_append_new(
                json_object_get(l->audit, "aliases"),
                json_pack("{s:o, s:o}", "name", name_of(s), "of", name_of(f)));
    }
}

void audit_add_assumption(json_t *audit, const char *id, const char *text,
                          LLVMValueRef site)
{
    struct location at = {0};
    json_t *function = json_null();
    if (site && LLVMIsAInstruction(site)) {
        LLVMBasicBlockRef block = LLVMGetInstructionParent(site);
        LLVMValueRef f = LLVMGetBasicBlockParent(block);
        at = location_of_instruction(site);
        if (!at.file)
            at = location_of_function(f);
        function = name_of(f);
    } else if (site && LLVMIsAFunction(site)) {
        at = location_of_function(site);
        function = name_of(site);
    }
    json_t *entry = json_pack("{s:s, s:s, s:o}", "id", id, "text", text,
                              "function", function);
    audit_set_location(entry, at);
    json_array_append_new(json_object_get(audit, "assumptions"), entry);
}

/* Code that was inlined several times makes the same assumption. */
static void remove_repeated(json_t *audit, const char *key)
{
    json_t *once = json_array(), *seen = json_object(), *entry;
    size_t i;
    json_array_foreach(json_object_get(audit, key), i, entry)
    {
        char *text = json_dumps(entry, JSON_COMPACT | JSON_SORT_KEYS);
        if (!text || !json_object_get(seen, text))
            json_array_append(once, entry);
        if (text)
            json_object_set_new(seen, text, json_true());
        free(text);
    }
    json_decref(seen);
    json_object_set_new(audit, key, once);
}

static void add_assumptions(struct link *l, struct analysis *a)
{
    const struct assumption *list;
    size_t n = analysis_assumptions(a, &list);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(list[i].id, "unknown-format"))
            audit_add_formats(l->audit, a, list[i].site, list[i].text);
        else
            audit_add_assumption(l->audit, list[i].id, list[i].text,
                                 list[i].site);
    for (size_t i = 0; i < l->native_objects.count; i++)
        json_array_append_new(
            json_object_get(l->audit, "assumptions"),
            json_pack(
                "{s:s, s:s, s:n, s:s, s:i}", "id", "native-object", "text",
                "native code: calls only what it refers to by symbol, "
                "or what it is handed",
                "function", "file", l->native_objects.items[i], "line", 0));
    remove_repeated(l->audit, "assumptions");
}

static void add_totals(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    struct analysis_totals t = analysis_totals(a);
    struct line_totals lines = audit_add_sources(l->audit, a, m);
    json_object_set_new(
        l->audit, "totals",
        json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "functions_kept",
                  (json_int_t)t.functions_reached, "functions_removed",
                  (json_int_t)(t.functions_total - t.functions_reached),
                  "blocks_removed",
                  (json_int_t)(t.blocks_total - t.blocks_reached),
                  "slots_removed", (json_int_t)count_removed_slots(a, m),
                  "lines_kept", (json_int_t)lines.kept, "lines_total",
                  (json_int_t)lines.total));
}

void audit_collect(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    l->audit =
        json_pack("{s:s, s:{s:s}, s:[], s:[], s:[], s:[], s:[], s:[], s:[]}",
                  "schema", "unispec-audit/1", "image", "name",
                  path_base(l->output), "syscalls", "drivers", "functions",
                  "variables", "aliases", "icalls", "assumptions");
    l->result = json_object();
    add_functions(l, a, m);
    add_variables(l, a, m);
    add_aliases(l, m);
    audit_add_calls(l->audit, a);
    audit_add_edges(l->audit, a, m);
    add_assumptions(l, a);
    add_totals(l, a, m);
}

bool audit_add_symbol(struct link *l, const char *name,
                      unsigned long long address, unsigned long long size,
                      const char *section)
{
    json_t *entry = l->result ? json_object_get(l->result, name) : NULL;
    if (!entry && l->result)
        entry = json_object_get(l->result, os_symbol_plain(name));
    if (!entry)
        return false;
    json_object_set_new(entry, "address", json_sprintf("0x%llx", address));
    json_object_set_new(entry, "bytes", json_integer((json_int_t)size));
    if (section)
        json_object_set_new(entry, "section", json_string(section));
    return true;
}
