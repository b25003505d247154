/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* libc's allocator over brk and mmap, with blocks of all sizes. */
#include "proc_check.h"

#define SLOTS 400

static uint32_t state = 12345;

static uint32_t next(void)
{
    state = state * 1664525 + 1013904223;
    return state >> 8;
}

static size_t some_size(void)
{
    uint32_t r = next();

    return r % 16 == 0  ? next() % 600000
           : r % 4 == 0 ? next() % 9000
                        : next() % 200;
}

int main(void)
{
    static unsigned char *block[SLOTS];
    static size_t size[SLOTS];
    void *volatile too_much; /* or the compiler decides */
    int wrong = 0;

    for (int i = 0; i < 20000; i++) {
        unsigned k = next() % SLOTS;

        if (block[k] &&
            (block[k][0] != (k & 255) || block[k][size[k] - 1] != (k & 255)))
            wrong++;
        free(block[k]);
        size[k] = some_size() + 1;
        block[k] = malloc(size[k]);
        if (!block[k]) {
            puts("out of memory");
            return 1;
        }
        block[k][0] = block[k][size[k] - 1] = (unsigned char)k;
    }
    printf("wrong: %d\n", wrong);
    too_much = malloc((size_t)1 << 46);
    HOLDS(too_much == NULL);
}
