/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>

int main(void)
{
    char line[80];
    FILE *in = fopen("text", "r");
    if (!in || !fgets(line, sizeof(line), in))
        return 1;
    fputs(line, stdout);
    return 0;
}
