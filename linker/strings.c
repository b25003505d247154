/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Strings and lists of strings for the host tools. There is no recovery from
 * a lack of memory: the process ends with EXIT_INTERNAL, and the supervisor in
 * ld_main.c removes what was begun.
 */
#include "link.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *checked(void *p)
{
    static const char message[] = "unispec: internal error: out of memory\n";

    if (p)
        return p;
    if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0)
        _exit(EXIT_INTERNAL);
    _exit(EXIT_INTERNAL);
}

void *must_alloc(size_t size)
{
    return checked(calloc(1, size ? size : 1));
}

char *must_strdup(const char *s)
{
    return checked(strdup(s));
}

char *must_strndup(const char *s, size_t n)
{
    return checked(strndup(s, n));
}

char *must_format(const char *format, ...)
{
    va_list args;
    char *text = NULL;

    va_start(args, format);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    return checked(text);
}

void strings_take(struct strings *s, char *item)
{
    if (s->count == s->capacity) {
        s->capacity = s->capacity ? 2 * s->capacity : 16;
        s->items = checked(realloc(s->items, s->capacity * sizeof(*s->items)));
    }
    s->items[s->count++] = item;
}

void strings_add(struct strings *s, const char *item)
{
    strings_take(s, must_strdup(item));
}

bool strings_contain(const struct strings *s, const char *item)
{
    for (size_t i = 0; i < s->count; i++)
        if (!strcmp(s->items[i], item))
            return true;
    return false;
}

int strings_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void strings_sort_unique(struct strings *s)
{
    size_t kept = 0;

    if (s->count)
        qsort(s->items, s->count, sizeof(*s->items), strings_compare);
    for (size_t i = 0; i < s->count; i++) {
        if (kept && !strcmp(s->items[kept - 1], s->items[i]))
            free(s->items[i]);
        else
            s->items[kept++] = s->items[i];
    }
    s->count = kept;
}

void strings_free(struct strings *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->items[i]);
    free(s->items);
    *s = (struct strings){0};
}

bool str_starts(const char *s, const char *prefix)
{
    return !strncmp(s, prefix, strlen(prefix));
}

bool str_ends(const char *s, const char *suffix)
{
    size_t n = strlen(s), m = strlen(suffix);

    return n >= m && !strcmp(s + n - m, suffix);
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}
