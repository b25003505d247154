/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Blocks of each small size, by one thread and by two at once; sizes that wrap. */
#include "proc_check.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>

#define SIZES 200
#define BLOCKS 70 /* more than a group has */

struct blocks {
    unsigned char *of[SIZES][BLOCKS];
    unsigned char mark;
};

static int is_full_of(const unsigned char *p, size_t n, unsigned char c)
{
    while (n && p[n - 1] == c)
        n--;
    return !n;
}

/* Every other block anew: what was freed is found again. */
static int fill(struct blocks *b, int step)
{
    int wrong = 0;

    for (int n = 0; n < SIZES; n++)
        for (int i = 0; i < BLOCKS; i += step) {
            unsigned char *p = malloc((size_t)n);

            wrong += !p || (uintptr_t)p % 16 ||
                     malloc_usable_size(p) < (size_t)n;
            memset(p, (unsigned char)(n + i + b->mark), (size_t)n);
            b->of[n][i] = p;
        }
    return wrong;
}

static int check(struct blocks *b, int step)
{
    int wrong = 0;

    for (int n = 0; n < SIZES; n++)
        for (int i = 0; i < BLOCKS; i += step) {
            wrong += !is_full_of(b->of[n][i], (size_t)n,
                                 (unsigned char)(n + i + b->mark));
            free(b->of[n][i]);
        }
    return wrong;
}

static void *all(void *argument)
{
    struct blocks *b = argument;
    intptr_t wrong = fill(b, 1);

    wrong += check(b, 2);
    wrong += fill(b, 2);
    wrong += check(b, 1);
    return (void *)wrong;
}

static struct blocks mine, others;

int main(void)
{
    volatile size_t too_much = SIZE_MAX; /* or the compiler decides */
    void *volatile none;
    pthread_t thread;
    void *wrong = &mine;

    mine.mark = 1;
    HOLDS(!all(&mine));
    HOLDS(!pthread_create(&thread, NULL, all, &others));
    HOLDS(!all(&mine));
    HOLDS(!pthread_join(thread, &wrong));
    HOLDS(!wrong);
    HOLDS(!all(&mine));
    for (int i = 0; i < 8; i++) {
        errno = 0;
        none = malloc(too_much - (size_t)i);
        HOLDS(!none && *(volatile int *)&errno == ENOMEM);
    }
}
