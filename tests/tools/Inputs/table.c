/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A switch that becomes a table, and one with two cases that does not. */
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void with_table(int n)
{
    switch (n) {
    case 0:
        puts("zero");
        break;
    case 1:
        putchar('1');
        break;
    case 2:
        exit(2);
    case 3:
        fputs("three", stderr);
        break;
    case 4:
        printf("%d", n);
        break;
    case 5:
        abort();
    default:
        fflush(stdout);
    }
}

__attribute__((noinline)) static void without(int n)
{
    if (n == 7)
        puts("seven");
}

int main(int argc, char **argv)
{
    (void)argv;
    with_table(argc);
    without(argc);
}
