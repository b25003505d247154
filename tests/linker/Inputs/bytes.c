/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What costs bytes: a callee of middle size with three callers (bytes_mix.c),
 * a text that another one ends in, and a switch with few cases far from each other. */
#include <stdio.h>

unsigned mix(unsigned x, const unsigned *key);

static volatile int seen;

__attribute__((noinline)) static void sparse(int c)
{
    switch (c) {
    case 10: seen += 3; break;
    case 18: seen *= 7; break;
    case 27: seen ^= 21; break;
    case 36: seen -= c; break;
    case 44: seen = -seen; break;
    }
}

/* What is not to be optimised cannot be for size. */
__attribute__((noinline, optnone)) static int plain(int c)
{
    return c * 3 + 1;
}

int main(int argc, char **argv)
{
    unsigned key[8], sum = 1;

    puts(argv[argc] ? "of two words" : "the end of two words");
    for (unsigned i = 0; i < 8; i++)
        key[i] = i * (unsigned)argc;
    sum = mix(sum, key);
    for (int i = 0; i < argc * 60; i++) {
        sum += mix(sum, key);
        sparse(i);
        key[i % 8] ^= sum;
    }
    sum ^= mix(sum + 1, key);
    printf("sum %u %d\n", sum, plain(seen));
    return 0;
}
