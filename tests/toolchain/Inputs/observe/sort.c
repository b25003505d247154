/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Nearly all of its time is in a comparison that qsort() calls. */
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static unsigned grind(unsigned x)
{
    for (int i = 0; i < 500000; i++)
        x = x * 1664525 + (x >> 7);
    return x;
}

static int compare(const void *a, const void *b)
{
    unsigned x = grind(*(const unsigned *)a), y = grind(*(const unsigned *)b);
    return (x > y) - (x < y);
}

int main(void)
{
    unsigned items[24];
    for (unsigned i = 0; i < 24; i++)
        items[i] = i;
    qsort(items, 24, sizeof(*items), compare);
    printf("%u\n", items[0]);
    return 3;
}
