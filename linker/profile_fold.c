/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Counts samples with the same stack, and writes them as folded stacks, the
 * input of flame graph programs. Inlined functions are frames of their own.
 */
#include "run_profile.h"

#include <stdlib.h>
#include <string.h>

enum { INLINE_PLACES = 16 };

struct line {
    char *text;
    size_t count;
};

void fold_add(struct fold *fold, const uint64_t *frames, size_t count)
{
    uint64_t *stack = tool_alloc((count + 1) * sizeof(*stack));
    if (fold->count == fold->room) {
        fold->room = fold->room ? 2 * fold->room : 1024;
        fold->stacks =
            tool_realloc(fold->stacks, fold->room * sizeof(*fold->stacks));
    }
    stack[0] = count;
    memcpy(stack + 1, frames, count * sizeof(*stack));
    fold->stacks[fold->count++] = stack;
}

void fold_free(struct fold *fold)
{
    for (size_t i = 0; i < fold->count; i++)
        free(fold->stacks[i]);
    free(fold->stacks);
}

static int compare_stacks(const void *a, const void *b)
{
    const uint64_t *x = *(uint64_t *const *)a, *y = *(uint64_t *const *)b;
    if (*x != *y)
        return *x < *y ? -1 : 1;
    return memcmp(x + 1, y + 1, *x * sizeof(*x));
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(((const struct line *)a)->text,
                  ((const struct line *)b)->text);
}

/* A return address is behind its call: the byte before it counts. */
static void put_frame(FILE *out, const struct symbols *symbols,
                      uint64_t address, bool is_return)
{
    struct place places[INLINE_PLACES];
    size_t n =
        symbols_find(symbols, address - is_return, places, INLINE_PLACES);
    for (size_t i = n; i-- > 0;) {
        if (ftell(out) > 0)
            fputc(';', out);
        fputs(places[i].function ? places[i].function : "[unknown]", out);
    }
}

static char *stack_text(const struct symbols *symbols, const uint64_t *stack)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return tool_format("[unknown]");
    for (uint64_t i = *stack; i > 0; i--)
        put_frame(out, symbols, stack[i], i > 1);
    fclose(out);
    return text;
}

/* A line for each different stack of addresses; owned by the caller. */
static struct line *make_lines(const struct fold *fold,
                               const struct symbols *symbols, size_t *count)
{
    struct line *lines = tool_alloc((fold->count + 1) * sizeof(*lines));
    size_t n = 0;
    qsort(fold->stacks, fold->count, sizeof(*fold->stacks), compare_stacks);
    for (size_t i = 0; i < fold->count; i++) {
        if (i && !compare_stacks(&fold->stacks[i - 1], &fold->stacks[i]))
            lines[n - 1].count++;
        else
            lines[n++] = (struct line){stack_text(symbols, fold->stacks[i]), 1};
    }
    *count = n;
    return lines;
}

void fold_write(const struct fold *fold, const struct symbols *symbols,
                FILE *out)
{
    size_t n;
    struct line *lines;
    if (!fold->count)
        return;
    lines = make_lines(fold, symbols, &n);
    qsort(lines, n, sizeof(*lines), compare_lines);
    for (size_t i = 0, sum = 0; i < n; i++) {
        sum += lines[i].count;
        if (i + 1 < n && !compare_lines(&lines[i], &lines[i + 1]))
            continue;
        fprintf(out, "%s %zu\n", lines[i].text, sum);
        sum = 0;
    }
    for (size_t i = 0; i < n; i++)
        free(lines[i].text);
    free(lines);
}
