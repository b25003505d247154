/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same call in a loop that runs often, in one that does not, and in one of
 * which nobody knows. */
#include <stdio.h>

static volatile unsigned tick = 7;

static unsigned inner(unsigned n)
{
    return tick / (n + 1) + tick * n - tick + tick % (n + 3) + n * n;
}

static unsigned outer(unsigned n)
{
    return inner(n) ^ (tick / (n + 5) - tick % (n + 7));
}

__attribute__((noinline)) static unsigned often(unsigned *table)
{
    for (unsigned i = 0; i < 1000; i++)
        table[i] = outer(i);
    return table[999];
}

__attribute__((noinline)) static unsigned seldom(unsigned *table)
{
    for (unsigned i = 0; i < 100; i++)
        table[i] += outer(i);
    return table[99];
}

__attribute__((noinline)) static unsigned unknown(unsigned *table, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        table[i] -= outer(i);
    return table[n - 1];
}

/* Who calls it so wants it to stay. */
__attribute__((noinline)) static unsigned apart(unsigned *table)
{
    for (unsigned i = 0; i < 1000; i++) {
        unsigned n;

        [[clang::noinline]] n = inner(i);
        table[i] ^= n;
    }
    return table[999];
}

int main(int argc, char **argv)
{
    static unsigned table[1000];

    (void)argv;
    printf("%u", often(table));
    printf(" %u", seldom(table));
    printf(" %u", apart(table));
    printf(" %u\n", unknown(table, (unsigned)argc * 50));
    return 0;
}
