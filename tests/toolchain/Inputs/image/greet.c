/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    char line[80];
    FILE *in = fopen("/greeting", "r");
    if (!in || !fgets(line, sizeof(line), in))
        return 1;
    printf("%s: %s", getenv("WHO"), line);
    return 0;
}
