/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stddef.h>

void report(int value);

/* Compiled by GCC: calls back through its argument, and report by name. */
void find_smallest(const int *list, size_t n, int (*less)(int, int))
{
    int best = list[0];

    for (size_t i = 1; i < n; i++)
        if (less(list[i], best))
            best = list[i];
    report(best);
}
