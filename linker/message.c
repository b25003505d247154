/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Messages in LLD's manner, so that ours and LLD's own look alike in one
 * build log: "ld.unispec: error: file: what is wrong", then ">>> " lines of
 * context. A message is written with one write, because make -j mixes the
 * outputs of several links. Errors and warnings are counted; whoever ends a
 * phase looks at the count.
 */
#include "ld_process.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct severity {
    const char *word, *color;
};

static const struct severity severity_error = {"error", "\033[0;31m"};
static const struct severity severity_warning = {"warning", "\033[0;35m"};
static const struct severity severity_note = {"note", "\033[0;36m"};

static void put(const char *text)
{
    size_t left = strlen(text);

    progress_clear();
    while (left) {
        ssize_t n = write(STDERR_FILENO, text, left);
        if (n <= 0)
            return;
        text += n;
        left -= (size_t)n;
    }
}

static void put_message(struct link *l, const struct severity *severity,
                        const char *format, va_list args)
{
    char *body = NULL;
    char *line;

    if (vasprintf(&body, format, args) < 0)
        return;
    if (!severity)
        line = must_format(">>> %s\n", body);
    else
        line = must_format("%s: %s%s: %s%s\n", l->program,
                           l->color ? severity->color : "", severity->word,
                           l->color ? "\033[0m" : "", body);
    fflush(stdout);
    put(line);
    free(line);
    free(body);
}

/* The limit holds for our own messages; LLD counts its own. */
static bool over_limit(struct link *l)
{
    if (!l->error_limit || l->errors <= l->error_limit)
        return false;
    if (l->errors == l->error_limit + 1) {
        char *line = must_format("%s: error: too many errors emitted, "
                                 "stopping now (use --error-limit=0 to see "
                                 "all errors)\n",
                                 l->program);
        put(line);
        free(line);
    }
    return true;
}

void link_error(struct link *l, const char *format, ...)
{
    va_list args;

    l->errors++;
    if (over_limit(l))
        return;
    va_start(args, format);
    put_message(l, &severity_error, format, args);
    va_end(args);
}

void link_warn(struct link *l, const char *format, ...)
{
    va_list args;

    if (l->no_warnings)
        return;
    if (l->fatal_warnings)
        l->errors++;
    else
        l->warnings++;
    va_start(args, format);
    put_message(l, l->fatal_warnings ? &severity_error : &severity_warning,
                format, args);
    va_end(args);
}

void link_note(struct link *l, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    put_message(l, NULL, format, args);
    va_end(args);
}

void link_remark(struct link *l, const char *format, ...)
{
    va_list args;

    if (l->no_warnings)
        return;
    va_start(args, format);
    put_message(l, &severity_note, format, args);
    va_end(args);
}
