/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>

void find_smallest(const int *list, size_t n, int (*less)(int, int));

int by_value(int a, int b)
{
    return a < b;
}

void report(int value)
{
    printf("smallest %d\n", value);
}

void nobody(void)
{
    puts("nobody");
}

int main(void)
{
    static const int list[] = {7, 3, 9};

    find_smallest(list, 3, by_value);
    return 0;
}
