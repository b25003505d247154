/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* memmove() between all places, with all overlaps, of all short sizes. */
#include <stdio.h>
#include <string.h>

#define PLACES 20
#define SIZES 40

static void *(*volatile move)(void *, const void *, size_t) = memmove;

static int is_right(size_t to, size_t from, size_t size)
{
    unsigned char bytes[PLACES + SIZES], expected[PLACES + SIZES];

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = expected[i] = (unsigned char)(i * 7 + 1);
    for (size_t i = 0; i < size; i++)
        expected[to + i] = bytes[from + i];
    return move(bytes + to, bytes + from, size) == bytes + to &&
           !memcmp(bytes, expected, sizeof bytes);
}

int main(void)
{
    unsigned wrong = 0;

    for (size_t to = 0; to < PLACES; to++)
        for (size_t from = 0; from < PLACES; from++)
            for (size_t size = 0; size < SIZES; size++)
                wrong += !is_right(to, from, size);
    printf("%u wrong\n", wrong);
    return 0;
}
