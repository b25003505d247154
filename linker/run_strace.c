/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * See run_strace.h. The kernel (core/trace_call.c) makes the text of a call;
 * here threads get numbers and errors their names. The text comes from the
 * guest, so it is printed without control characters.
 */
#include "run_strace.h"

#include "audit_read.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 64, ERRORS = 4095 };

struct thread {
    unsigned long long pointer;
    char *pending; /* the text of the call that it is in, owned */
};

struct strace {
    struct thread threads[THREADS];
    size_t count;
};

struct strace *strace_open(const struct tool *tool, const struct image *image)
{
    json_t *audit = NULL;
    bool traced;
    if (image_find_section(image, AUDIT_SECTION) &&
        !(audit = audit_read(tool, image)))
        return NULL;
    traced = json_is_object(json_object_get(audit, "trace"));
    json_decref(audit);
    if (traced)
        return tool_alloc(sizeof(struct strace));
    tool_error(tool, "--strace: %s does not tell of its system calls",
               image->path);
    tool_note("link it with -Wl,--trace");
    return NULL;
}

/* Past the last number threads share one. */
static size_t find_thread(struct strace *s, unsigned long long pointer)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->threads[i].pointer == pointer)
            return i;
    if (s->count < THREADS)
        s->threads[s->count++].pointer = pointer;
    return s->count - 1;
}

static void print_call(size_t thread, const char *text, size_t length)
{
    if (thread)
        fprintf(stderr, "[%zu] ", thread + 1);
    for (size_t i = 0; i < length; i++)
        fputc(isprint((unsigned char)text[i]) ? text[i] : '?', stderr);
}

/* TEXT ends with the result; one of -1 to -4095 is an error. */
static void print_done(size_t thread, const char *text)
{
    const char *equals = strrchr(text, '=');
    long long result = equals ? atoll(equals + 1) : 0;
    const char *name = NULL;
    if (result < 0 && result >= -ERRORS)
        name = strerrorname_np((int)-result);
    if (name) {
        print_call(thread, text, (size_t)(equals - text));
        fprintf(stderr, "= -1 %s (%s)\n", name, strerror((int)-result));
    } else {
        print_call(thread, text, strlen(text));
        fputc('\n', stderr);
    }
}

void strace_take_line(struct strace *s, const char *word, char *rest)
{
    char *text;
    unsigned long long pointer = strtoull(rest, &text, 16);
    size_t i = find_thread(s, pointer);
    if (*text++ != ' ')
        return;
    free(s->threads[i].pending);
    s->threads[i].pending = NULL;
    if (!strcmp(word, "done"))
        print_done(i, text);
    else
        s->threads[i].pending = tool_format("%s", text);
}

void strace_close(struct strace *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->count; i++)
        if (s->threads[i].pending) {
            print_call(i, s->threads[i].pending, strlen(s->threads[i].pending));
            fputs(" = ?\n", stderr);
            free(s->threads[i].pending);
        }
    free(s);
}
