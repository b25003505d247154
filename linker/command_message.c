/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Messages of the unispec command in LLD's manner, and the few helpers with
 * which every subcommand would otherwise repeat the same check: memory that
 * must be there, formatted strings, the distance of two names.
 */
#include "command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* no-color.org: the variable is there and not empty. */
static bool use_color(void)
{
    const char *refused = getenv("NO_COLOR"), *kind = getenv("TERM");
    return isatty(STDERR_FILENO) && !(refused && *refused) && kind &&
           strcmp(kind, "dumb") != 0;
}

static void message(const struct tool *tool, const char *color,
                    const char *kind, const char *format, va_list list)
{
    bool colored = use_color();
    fflush(stdout);
    fprintf(stderr, "%s: %s%s:%s ", tool->name, colored ? color : "", kind,
            colored ? "\033[0m" : "");
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
}

void tool_error(const struct tool *tool, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    message(tool, "\033[0;31m", "error", format, list);
    va_end(list);
}

void tool_warn(const struct tool *tool, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    message(tool, "\033[0;35m", "warning", format, list);
    va_end(list);
}

void tool_note(const char *format, ...)
{
    va_list list;
    fputs(">>> ", stderr);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
}

static void *present(void *memory)
{
    if (!memory) {
        fputs("unispec: error: out of memory\n", stderr);
        exit(STATUS_INTERNAL);
    }
    return memory;
}

void *tool_alloc(size_t size)
{
    return present(calloc(1, size ? size : 1));
}

void *tool_realloc(void *old, size_t size)
{
    return present(realloc(old, size ? size : 1));
}

char *tool_format(const char *format, ...)
{
    va_list list;
    char *text = NULL;
    va_start(list, format);
    int length = vasprintf(&text, format, list);
    va_end(list);
    return present(length < 0 ? NULL : text);
}

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
    unsigned least = a < b ? a : b;
    return least < c ? least : c;
}

/* Levenshtein's algorithm on one row; names longer than the row never match. */
unsigned edit_distance(const char *a, const char *b, unsigned limit)
{
    enum { LONGEST = 128 };
    size_t la = strlen(a), lb = strlen(b);
    size_t gap = la > lb ? la - lb : lb - la;
    if (la >= LONGEST || lb >= LONGEST || gap > limit)
        return limit + 1;
    unsigned row[LONGEST];
    for (size_t j = 0; j <= lb; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= la; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= lb; j++) {
            unsigned above = row[j];
            row[j] = min3(above + 1, row[j - 1] + 1,
                          diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[lb] > limit ? limit + 1 : row[lb];
}
