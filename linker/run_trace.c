/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * See run_trace.h. The lines come from the guest and the table from the image,
 * so neither is trusted: indices are checked, and what is stored is bounded by
 * the size of the table.
 */
#include "run_trace.h"

#include "audit_read.h"
#include "symbolise.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_PER_KEY = 65 };                     /* kernel/core/trace.c: 64 */
enum { POINT_ENTRY = 1, POINT_EDGE = 2 };         /* linker/trace.h */
enum { FIELD_FUNCTION, FIELD_LINE, FIELD_FLAGS }; /* of a point */

struct seen {
    uint64_t key, value;
};

struct trace_log {
    const char *path;
    FILE *file;
    json_t *audit; /* owned; the rest refers to it */
    const json_t *points, *functions, *calls, *syscalls;
    size_t point_count, key_count;
    unsigned char *hit, *more; /* by point, by key */
    struct seen *seen;
    size_t seen_count, seen_room;
    bool ended, full;
};

/* ---- the table */

static void free_log(struct trace_log *log)
{
    if (log->file)
        fclose(log->file);
    json_decref(log->audit);
    free(log->hit);
    free(log->more);
    free(log->seen);
    free(log);
}

static bool read_table(const struct tool *tool, const struct image *image,
                       struct trace_log *log)
{
    if (image_find_section(image, AUDIT_SECTION) &&
        !(log->audit = audit_read(tool, image)))
        return false;
    const json_t *table = json_object_get(log->audit, "trace");
    long long keys = audit_number(table, "keys");
    if (!json_is_object(table) || keys < 0 || keys > INT32_MAX) {
        tool_error(tool, "--trace: %s records no trace", image->path);
        tool_note("link it with -Wl,--trace");
        return false;
    }
    log->points = audit_array(table, "points");
    log->functions = audit_array(table, "functions");
    log->calls = audit_array(table, "calls");
    log->syscalls = audit_array(table, "syscalls");
    log->point_count = json_array_size(log->points);
    log->key_count = (size_t)keys;
    log->hit = tool_alloc(log->point_count + 1);
    log->more = tool_alloc(log->key_count + 1);
    return true;
}

struct trace_log *trace_open(const struct tool *tool, const struct image *image,
                             const char *path)
{
    struct trace_log *log = tool_alloc(sizeof(*log));
    log->path = path;
    if (read_table(tool, image, log)) {
        log->file = fopen(path, "w");
        if (log->file)
            return log;
        tool_error(tool, "cannot write %s: %s", path, strerror(errno));
    }
    free_log(log);
    return NULL;
}

/* ---- the guest's lines */

static bool take_number(const char **text, int base, uint64_t *value)
{
    char *end;
    if (!isdigit((unsigned char)**text))
        return false;
    errno = 0;
    *value = strtoull(*text, &end, base);
    *text = end + (*end == ' ');
    return !errno && (!*end || *end == ' ');
}

static void take_points(struct trace_log *log, const char *text)
{
    uint64_t at;
    if (!take_number(&text, 10, &at))
        return;
    for (; isxdigit((unsigned char)*text); text++, at += 4) {
        int digit = *text <= '9' ? *text - '0' : (*text | 32) - 'a' + 10;
        for (unsigned k = 0; k < 4; k++)
            if (digit >> k & 1 && at + k < log->point_count)
                log->hit[at + k] = 1;
    }
}

static void take_value(struct trace_log *log, const char *text)
{
    struct seen s;
    if (!take_number(&text, 10, &s.key) || s.key >= log->key_count ||
        !take_number(&text, 0, &s.value) ||
        log->seen_count >= log->key_count * VALUES_PER_KEY)
        return;
    if (log->seen_count == log->seen_room) {
        log->seen_room = log->seen_room ? 2 * log->seen_room : 1024;
        log->seen =
            tool_realloc(log->seen, log->seen_room * sizeof(*log->seen));
    }
    log->seen[log->seen_count++] = s;
}

void trace_take_line(struct trace_log *log, char *line)
{
    uint64_t number;
    char *rest = strchr(line, ' ');
    const char *text = rest ? rest + 1 : "";
    if (rest)
        *rest = 0;
    if (!strcmp(line, "points")) {
        take_points(log, text);
    } else if (!strcmp(line, "value")) {
        take_value(log, text);
    } else if (!strcmp(line, "more")) {
        if (take_number(&text, 10, &number) && number < log->key_count)
            log->more[number] = 1;
    } else if (!strcmp(line, "end")) {
        log->ended = take_number(&text, 10, &number);
        log->full = log->ended && number;
    }
}

/* ---- the file */

static void put(struct trace_log *log, json_t *object)
{
    json_dumpf(object, log->file, JSON_COMPACT | JSON_PRESERVE_ORDER);
    fputc('\n', log->file);
    json_decref(object);
}

static long long point_field(const struct trace_log *log, size_t point,
                             size_t field)
{
    const json_t *fields = json_array_get(log->points, point);
    return json_integer_value(json_array_get(fields, field));
}

static const char *point_function(const struct trace_log *log, size_t point)
{
    long long i = point_field(log, point, FIELD_FUNCTION);
    const char *name =
        i < 0 ? NULL
              : json_string_value(json_array_get(log->functions, (size_t)i));
    return name ? name : "";
}

/* Returns the names of the functions that were entered, as keys. */
static json_t *put_functions(struct trace_log *log)
{
    json_t *entered = json_object();
    for (size_t i = 0; i < log->point_count; i++) {
        const char *name = point_function(log, i);
        if (!log->hit[i] || !(point_field(log, i, FIELD_FLAGS) & POINT_ENTRY))
            continue;
        json_object_set_new(entered, name, json_true());
        put(log, json_pack("{s:s, s:s}", "kind", "function", "function", name));
    }
    return entered;
}

static void put_points(struct trace_log *log)
{
    for (size_t i = 0; i < log->point_count; i++) {
        bool edge = point_field(log, i, FIELD_FLAGS) & POINT_EDGE;
        if (log->hit[i])
            put(log, json_pack("{s:s, s:I, s:s, s:I}", "kind",
                               edge ? "edge" : "block", "id", (json_int_t)i,
                               "function", point_function(log, i), "line",
                               (json_int_t)point_field(log, i, FIELD_LINE)));
    }
}

static int by_key(const void *a, const void *b)
{
    const struct seen *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->value == y->value ? 0 : x->value < y->value ? -1 : 1;
}

/* Address, as in the audit, to name. */
static json_t *function_names(const json_t *audit)
{
    json_t *names = json_object();
    const json_t *functions = audit_array(audit, "functions"), *f;
    size_t i;
    json_array_foreach(functions, i, f)
    {
        const char *address = audit_text(f, "address");
        json_t *name = json_object_get(f, "name");
        if (*address && json_is_string(name))
            json_object_set(names, address, name);
    }
    return names;
}

/* Native functions are not in the audit; the symbol table has them. */
static char *target_name(const json_t *names, const struct symbols *symbols,
                         uint64_t address)
{
    char *number = tool_format("0x%llx", (unsigned long long)address);
    const char *name = json_string_value(json_object_get(names, number));
    struct place places[16];
    if (!name) {
        size_t n = symbols_find(symbols, address, places, 16);
        const struct place *p = &places[n - 1];
        name = p->function && !p->offset ? p->function : NULL;
    }
    if (!name)
        return number;
    char *copy = tool_format("%s", name);
    free(number);
    return copy;
}

static void put_calls(struct trace_log *log, const struct image *image)
{
    json_t *names = function_names(log->audit);
    struct symbols *symbols = symbols_open(image);
    for (size_t i = 0; i < log->seen_count; i++) {
        const struct seen *s = &log->seen[i];
        const json_t *call = json_array_get(log->calls, s->key);
        if (!call)
            continue; /* an argument of a system call */
        char *target = target_name(names, symbols, s->value);
        put(log, json_pack("{s:s, s:I, s:s, s:s, s:I, s:s}", "kind", "call",
                           "id", (json_int_t)s->key, "function",
                           audit_text(call, "function"), "file",
                           audit_text(call, "file"), "line",
                           (json_int_t)audit_number(call, "line"), "target",
                           target));
        free(target);
    }
    symbols_close(symbols);
    json_decref(names);
}

static json_t *values_of(const struct trace_log *log, uint64_t key)
{
    json_t *list = json_array();
    size_t low = 0, high = log->seen_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (log->seen[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < log->seen_count && log->seen[low].key == key; low++)
        json_array_append_new(list,
                              json_integer((json_int_t)log->seen[low].value));
    return list;
}

static void put_syscall(struct trace_log *log, const json_t *call)
{
    json_t *arguments = json_object(), *more = json_array(), *key;
    json_t *parameters = json_object_get(call, "parameters");
    const char *name;
    json_object_foreach(parameters, name, key)
    {
        long long number = json_integer_value(key);
        if (number < 0 || (size_t)number >= log->key_count)
            continue;
        json_object_set_new(arguments, name, values_of(log, (uint64_t)number));
        if (log->more[number])
            json_array_append_new(more, json_string(name));
    }
    put(log, json_pack("{s:s, s:s, s:I, s:o, s:o}", "kind", "syscall", "name",
                       audit_text(call, "name"), "number",
                       (json_int_t)audit_number(call, "number"), "arguments",
                       arguments, "more", more));
}

static void put_syscalls(struct trace_log *log, const json_t *entered)
{
    const json_t *call;
    size_t i;
    json_array_foreach(log->syscalls, i, call)
    {
        if (json_object_get(entered, audit_text(call, "function")))
            put_syscall(log, call);
    }
}

static void put_all(struct trace_log *log, const struct image *image)
{
    const json_t *about = json_object_get(log->audit, "image");
    if (log->seen_count)
        qsort(log->seen, log->seen_count, sizeof(*log->seen), by_key);
    put(log, json_pack("{s:s, s:s, s:b}", "trace", "unispec-trace/1", "image",
                       audit_text(about, "name"), "complete",
                       log->ended && !log->full));
    json_t *entered = put_functions(log);
    put_points(log);
    put_calls(log, image);
    put_syscalls(log, entered);
    json_decref(entered);
}

bool trace_close(const struct tool *tool, const struct image *image,
                 struct trace_log *log)
{
    bool ok = true;
    if (!log)
        return true;
    put_all(log, image);
    bool failed = ferror(log->file);
    if (fclose(log->file) || failed) {
        tool_error(tool, "cannot write %s: %s", log->path, strerror(errno));
        ok = false;
    }
    log->file = NULL;
    if (!log->ended) {
        tool_error(
            tool,
            "%s: the guest ended without its trace; it has to end by itself",
            image->path);
        ok = false;
    } else if (log->full) {
        tool_error(tool,
                   "%s: the trace is not complete: too many values; run less "
                   "of it at once",
                   image->path);
        ok = false;
    }
    free_log(log);
    return ok;
}
