/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A seccomp profile of the shape that Docker and containerd read: the system
 * calls that the program reaches, with the values that their arguments can
 * have; all else fails with ENOSYS, as in the image.
 *
 * The entries of one system call are alternatives; the conditions of an entry
 * all have to hold. So several sets of values become their product; sets that
 * would make too many entries are left out, largest first, which allows more.
 *
 * The audit knows the values as the parameter's type has them, the filter sees
 * the whole register. Of a value with bit 31 set, which may be a negative int,
 * both extensions are allowed.
 */
#include "audit_read.h"
#include "audit_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS = 6, MOST_ENTRIES = 64 };

struct values {
    unsigned index;
    uint64_t *items; /* owned */
    size_t count;
};

struct filter {
    const char *name;
    struct values sets[ARGUMENTS];
    size_t count;
};

/* ---- the sets of one system call */

static void add_values(struct filter *f, unsigned index, const json_t *list)
{
    struct values *v = &f->sets[f->count++];
    const json_t *item;
    size_t i;
    *v = (struct values){.index = index};
    v->items = tool_alloc(2 * json_array_size(list) * sizeof(*v->items));
    json_array_foreach(list, i, item)
    {
        uint64_t value = (uint64_t)json_integer_value(item);
        v->items[v->count++] = value;
        if (value >> 31 == 1)
            v->items[v->count++] = value | UINT64_MAX << 32;
    }
}

static void drop_largest(struct filter *f)
{
    size_t largest = 0;
    for (size_t i = 1; i < f->count; i++)
        if (f->sets[i].count >= f->sets[largest].count)
            largest = i;
    free(f->sets[largest].items);
    f->count--;
    memmove(&f->sets[largest], &f->sets[largest + 1],
            (f->count - largest) * sizeof(*f->sets));
}

static size_t product(const struct filter *f)
{
    size_t entries = 1;
    for (size_t i = 0; i < f->count; i++) {
        if (f->sets[i].count > MOST_ENTRIES)
            return f->sets[i].count;
        entries *= f->sets[i].count; /* at most 64^6 */
    }
    return entries;
}

static struct filter make_filter(const json_t *call)
{
    struct filter f = {.name = audit_text(call, "name")};
    const json_t *arguments = json_object_get(call, "arguments");
    for (unsigned i = 0; i < ARGUMENTS; i++) {
        char key[12];
        snprintf(key, sizeof(key), "%u", i);
        const json_t *list = json_object_get(arguments, key);
        if (json_is_array(list) && json_array_size(list))
            add_values(&f, i, list);
    }
    while (product(&f) > MOST_ENTRIES)
        drop_largest(&f);
    return f;
}

/* ---- output: jansson has no unsigned 64-bit numbers */

static void print_name(FILE *out, const char *name)
{
    json_t *text = json_string(name);
    json_dumpf(text, out, JSON_ENCODE_ANY);
    json_decref(text);
}

static void print_conditions(FILE *out, const struct filter *f,
                             const size_t *chosen)
{
    fputs(", \"args\": [", out);
    for (size_t i = 0; i < f->count; i++)
        fprintf(out,
                "%s\n        {\"index\": %u, \"value\": %" PRIu64
                ", \"op\": \"SCMP_CMP_EQ\"}",
                i ? "," : "", f->sets[i].index, f->sets[i].items[chosen[i]]);
    fputs("]", out);
}

/* The next combination; false after the last. */
static bool advance(const struct filter *f, size_t *chosen)
{
    for (size_t i = f->count; i-- > 0;) {
        if (++chosen[i] < f->sets[i].count)
            return true;
        chosen[i] = 0;
    }
    return false;
}

static void print_entries(FILE *out, const struct filter *f, bool *first)
{
    size_t chosen[ARGUMENTS] = {0};
    do {
        fputs(*first ? "\n    {\"names\": [" : ",\n    {\"names\": [", out);
        *first = false;
        print_name(out, f->name);
        fputs("], \"action\": \"SCMP_ACT_ALLOW\"", out);
        if (f->count)
            print_conditions(out, f, chosen);
        fputs("}", out);
    } while (advance(f, chosen));
}

void report_seccomp(const struct report *report, FILE *out)
{
    enum { NO_SUCH_CALL = 38 }; /* ENOSYS of Linux */
    const json_t *call;
    size_t i;
    bool first = true;
    fprintf(out,
            "{\n  \"defaultAction\": \"SCMP_ACT_ERRNO\",\n"
            "  \"defaultErrnoRet\": %d,\n"
            "  \"architectures\": [\"SCMP_ARCH_X86_64\"],\n"
            "  \"syscalls\": [",
            NO_SUCH_CALL);
    json_array_foreach(audit_array(report->audit, "syscalls"), i, call)
    {
        if (!audit_is(call, "status", "implemented"))
            continue;
        struct filter f = make_filter(call);
        print_entries(out, &f, &first);
        while (f.count)
            drop_largest(&f);
    }
    fputs("\n  ]\n}\n", out);
}
