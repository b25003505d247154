/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* free() stops the program where a block is free already, or its bounds are damaged. */
#include "proc_check.h"

#include <malloc.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>

static sigjmp_buf stopped;

static void on_signal(int number)
{
    siglongjmp(stopped, number);
}

/* The signal that ends free(P), or 0. */
static int signal_of_free(void *p)
{
    int number = sigsetjmp(stopped, 1);

    if (!number)
        free(p);
    return number;
}

enum { COUNT = 8, AT = 3 };

static unsigned char *block[COUNT];

/* A group with used slots and free ones; the block in the middle is damaged. */
static unsigned char *fresh(size_t size)
{
    for (int i = 0; i < COUNT; i++)
        block[i] = malloc(size);
    free(block[1]);
    return block[AT];
}

static int twice(size_t size)
{
    unsigned char *p = fresh(size);

    free(p);
    return signal_of_free(p);
}

static int displaced(size_t size, int by)
{
    return signal_of_free(fresh(size) + by);
}

static int changed(size_t size, ptrdiff_t at)
{
    unsigned char *volatile p = fresh(size), was = p[at];
    int number;

    p[at] ^= 1;
    number = signal_of_free(p);
    p[at] = was;
    return number;
}

int main(void)
{
    static const size_t sizes[] = {1, 11, 12, 24, 28, 60, 150, 156, 300};

    signal(SIGSEGV, on_signal);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t n = sizes[i];
        ptrdiff_t end = (ptrdiff_t)malloc_usable_size(fresh(n));

        printf("%d bytes:", (int)n);
        printf(" whole %d", signal_of_free(fresh(n)));
        printf(" twice %d", twice(n));
        printf(" displaced %d %d", displaced(n, 1), displaced(n, 8));
        printf(" behind %d", changed(n, end));
        printf(" before %d", changed(n, -4));
        printf(" number %d", changed(n, -3));
        printf(" offset %d\n", changed(n, -2));
    }
    return 0;
}
