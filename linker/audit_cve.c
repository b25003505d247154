/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Judges CVEs by an audit. Nothing is claimed that the audit does not show:
 * code of a name or file that it does not have may be spelled otherwise, may be
 * assembly or may be of a library that was not linked, so that stays open; and
 * so does all that is reached even in part.
 *
 * Inlined copies count as code of their function. Where they cannot be seen, in
 * native code of others and in functions without line tables, nothing is known
 * to be absent. Code that the compiler folded away before the link cannot be
 * seen (linker/README.md, Caveats).
 */
#include "audit_cve.h"

#include <stdlib.h>
#include <string.h>

/* ---- the file */

static bool is_text_list(const json_t *list)
{
    const json_t *item;
    size_t i;
    json_array_foreach(list, i,
                       item) if (!json_is_string(item) ||
                                 !*json_string_value(item)) return false;
    return !list || json_is_array(list);
}

/* What is wrong with one entry, or NULL. */
static const char *entry_fault(const json_t *cve)
{
    const json_t *functions = json_object_get(cve, "functions");
    const json_t *files = json_object_get(cve, "files");
    if (!*audit_text(cve, "id"))
        return "has no id";
    if (!is_text_list(functions) || !is_text_list(files))
        return "has functions or files that are no list of texts";
    if (!json_array_size(functions) && !json_array_size(files))
        return "names no functions and no files";
    return NULL;
}

static bool check_cves(const struct tool *tool, const char *path,
                       const json_t *cves)
{
    const json_t *list = json_object_get(cves, "cves"), *cve;
    size_t i;
    if (!audit_is(cves, "schema", CVES_SCHEMA) || !json_array_size(list)) {
        tool_error(tool,
                   "%s: not a list of CVEs: schema " CVES_SCHEMA
                   " and at least one entry of 'cves' are needed",
                   path);
        return false;
    }
    json_array_foreach(list, i, cve)
    {
        const char *fault = entry_fault(cve);
        if (!fault)
            continue;
        tool_error(tool, "%s: entry %zu of 'cves' %s", path, i + 1, fault);
        return false;
    }
    return true;
}

json_t *cves_read(const struct tool *tool, const char *path)
{
    json_error_t error;
    json_t *cves = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (!cves) {
        tool_error(tool, "%s: line %d: %s", path, error.line, error.text);
        return NULL;
    }
    if (check_cves(tool, path, cves))
        return cves;
    tool_note("linker/COMMANDS.md describes the file");
    json_decref(cves);
    return NULL;
}

/* ---- the verdict */

struct evidence {
    json_t *reached, *unreached, *removed, *unlinked, *unknown; /* owned */
    json_t *opaque; /* owned; what may hold copies that the audit cannot see */
};

static void add_name(json_t *list, const char *name)
{
    const json_t *item;
    size_t i;
    json_array_foreach(list, i,
                       item) if (!strcmp(json_string_value(item), name)) return;
    json_array_append_new(list, json_string(name));
}

/* Whether SYMBOL is NAME, but for the number that makes a local unique. */
static bool same_function(const char *symbol, const char *name)
{
    size_t length = strlen(name);
    if (strncmp(symbol, name, length))
        return false;
    const char *rest = symbol + length;
    return !*rest || (*rest == '.' && rest[1] &&
                      strspn(rest + 1, "0123456789") == strlen(rest + 1));
}

static bool same_file(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);
    return length >= tail && !strcmp(path + length - tail, end) &&
           (length == tail || path[length - tail - 1] == '/');
}

/* What a CVE names: a function, or the end of a path. */
struct wanted {
    const char *text;
    bool is_file;
};

static bool matches(const json_t *entry, struct wanted w)
{
    return w.is_file ? same_file(audit_text(entry, "file"), w.text)
                     : same_function(audit_text(entry, "name"), w.text);
}

/* Whether a removed function is in the image all the same: a trace build
 * removes nothing, and a guard build leaves the symbol with a trap instead of
 * the code. */
static bool is_there(const json_t *audit, const json_t *function)
{
    if (json_object_get(audit, "trace"))
        return true;
    return audit_number(function, "bytes") && !json_object_get(audit, "traps");
}

/* Entries of functions or inlined functions. */
static bool weigh_code(const json_t *audit, const char *key, struct wanted w,
                       struct evidence *e)
{
    const json_t *entry;
    bool found = false;
    size_t i;
    json_array_foreach(audit_array(audit, key), i, entry)
    {
        if (!matches(entry, w))
            continue;
        found = true;
        add_name(audit_is(entry, "status", "kept") ? e->reached
                 : is_there(audit, entry)          ? e->unreached
                                                   : e->removed,
                 audit_text(entry, "name"));
    }
    return found;
}

static bool weigh_native(const json_t *audit, const char *name,
                         struct evidence *e)
{
    const json_t *piece;
    bool found = false;
    size_t i;
    json_array_foreach(audit_array(audit, "remainder"), i,
                       piece) if (audit_is(piece, "name", name))
    {
        add_name(e->reached, name);
        found = true;
    }
    return found;
}

static bool weigh_function(const json_t *audit, const char *name,
                           struct evidence *e)
{
    struct wanted w = {.text = name};
    bool found = weigh_code(audit, "functions", w, e);
    found |= weigh_code(audit, "inlined", w, e);
    return weigh_native(audit, name, e) || found;
}

/* Lines of a file that are in functions of another one. */
static bool weigh_lines(const json_t *audit, const char *file,
                        struct evidence *e)
{
    const json_t *source;
    const char *function;
    json_t *lists;
    bool found = false;
    size_t i;
    json_array_foreach(audit_array(audit, "sources"), i, source)
    {
        if (!same_file(audit_text(source, "file"), file))
            continue;
        found = true;
        json_object_foreach(
            json_object_get(source, "functions"), function,
            lists) if (json_array_size(json_object_get(lists, "kept")))
            add_name(e->reached, function);
    }
    return found;
}

/* What is native in the sysroot is assembly, with no code of others in it. */
static bool is_of_sysroot(const char *object)
{
    static const char *const places[] = {"lib/libc.a(", "lib/libkernel.a(",
                                         "lib/libbuiltins.a(", "lib/crt0.o"};
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (!strncmp(object, places[i], strlen(places[i])))
            return true;
    return false;
}

static void find_opaque(const json_t *audit, json_t *opaque)
{
    const json_t *entry;
    size_t i;
    json_array_foreach(audit_array(audit, "assumptions"), i, entry)
    {
        const char *object = audit_text(entry, "file");
        if (audit_is(entry, "id", "native-object") && !is_of_sysroot(object))
            add_name(opaque, object);
    }
    json_array_foreach(audit_array(audit, "functions"), i, entry)
    {
        if (audit_is(entry, "status", "kept") && !*audit_text(entry, "file"))
            add_name(opaque, audit_text(entry, "name"));
    }
}

static void weigh(const json_t *audit, const json_t *libc, const json_t *cve,
                  struct evidence *e)
{
    const json_t *item;
    size_t i;
    find_opaque(audit, e->opaque);
    json_array_foreach(audit_array(cve, "functions"), i, item)
    {
        const char *name = json_string_value(item);
        const char *other = audit_alias_of(audit, name);
        bool found = weigh_function(audit, name, e);
        if (*other)
            found |= weigh_function(audit, other, e);
        if (!found)
            add_name(json_object_get(libc, name) ? e->unlinked : e->unknown,
                     name);
    }
    json_array_foreach(audit_array(cve, "files"), i, item)
    {
        const char *file = json_string_value(item);
        struct wanted w = {.text = file, .is_file = true};
        bool found = weigh_code(audit, "functions", w, e);
        found |= weigh_code(audit, "inlined", w, e);
        found |= weigh_lines(audit, file, e);
        if (!found)
            add_name(e->unknown, file);
    }
}

/* "a, b and 3 more", owned. */
static char *list_names(const json_t *names)
{
    enum { MOST_NAMES = 5 };
    size_t count = json_array_size(names);
    char *text = tool_format("%s", "");
    for (size_t i = 0; i < count && i < MOST_NAMES; i++) {
        char *longer = tool_format("%s%s%s", text, i ? ", " : "",
                                   json_string_value(json_array_get(names, i)));
        free(text);
        text = longer;
    }
    if (count > MOST_NAMES) {
        char *longer = tool_format("%s and %zu more", text, count - MOST_NAMES);
        free(text);
        text = longer;
    }
    return text;
}

static char *sentence(const char *format, const json_t *names)
{
    char *list = list_names(names), *text = tool_format(format, list);
    free(list);
    return text;
}

static struct cve_verdict conclude(const struct evidence *e)
{
    if (json_array_size(e->reached))
        return (struct cve_verdict){
            CVE_OPEN, sentence("The program may run %s.", e->reached)};
    if (json_array_size(e->unknown))
        return (struct cve_verdict){
            CVE_OPEN, sentence("Nothing that was linked is known as %s: not "
                               "linked, assembly, or spelled otherwise.",
                               e->unknown)};
    if (json_array_size(e->opaque))
        return (struct cve_verdict){
            CVE_OPEN, sentence("No reached code is known by that name, but "
                               "native code or code without line tables may "
                               "hold a copy: %s.",
                               e->opaque)};
    if (json_array_size(e->unreached))
        return (struct cve_verdict){
            CVE_NOT_REACHED,
            sentence("The image contains %s, but nothing that it runs reaches "
                     "it, under the assumptions that its audit lists.",
                     e->unreached)};
    if (json_array_size(e->removed))
        return (struct cve_verdict){
            CVE_NOT_PRESENT,
            sentence("The link removed %s: it is not in the image.",
                     e->removed)};
    return (struct cve_verdict){
        CVE_NOT_PRESENT,
        sentence("The C library has %s, and it was not linked.", e->unlinked)};
}

struct cve_verdict cve_judge(const json_t *audit, const json_t *libc,
                             const json_t *cve)
{
    struct evidence e = {json_array(), json_array(), json_array(),
                         json_array(), json_array(), json_array()};
    weigh(audit, libc, cve, &e);
    struct cve_verdict verdict = conclude(&e);
    json_decref(e.reached);
    json_decref(e.unreached);
    json_decref(e.removed);
    json_decref(e.unlinked);
    json_decref(e.unknown);
    json_decref(e.opaque);
    return verdict;
}
