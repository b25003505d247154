/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>

int main(int argc, char **argv)
{
    char line[80];
    FILE *in = fopen(argv[1], "r");
    if (!in || !fgets(line, sizeof(line), in))
        return 1;
    printf("%d words: %s", argc, line);
    return 0;
}
