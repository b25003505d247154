/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A program's own memcpy() takes the place of the C library's. */
#include <stddef.h>
#include <stdio.h>

static int copies;

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    volatile char *t = to;
    const char *f = from;

    copies++;
    for (size_t i = 0; i < size; i++)
        t[i] = f[i];
    return to;
}

static void *(*volatile copy)(void *, const void *, size_t) = memcpy;

int main(void)
{
    char text[8] = "", *end = copy(text, "copied", 7);

    printf("%s %d %d\n", text, end == text, copies > 0);
    return 0;
}
