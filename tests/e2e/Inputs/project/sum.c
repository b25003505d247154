/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Adds words that are numbers. */
#include <stdlib.h>

double sum(int count, char **words)
{
    double total = 0;

    for (int i = 0; i < count; i++)
        total += atof(words[i]);
    return total;
}
