/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* /dev/stdin and /dev/stdout. */
// STDIN: a line\n
#include "fs_check.h"

int main(void)
{
    char line[20] = "";
    FILE *f = fopen("/dev/stdin", "r");

    HOLDS(f != NULL && fgets(line, sizeof(line), f) != NULL);
    printf("%s", line);
    fflush(stdout);
    f = fopen("/dev/stdout", "w");
    HOLDS(f != NULL);
    fflush(stdout);
    fprintf(f, "by name\n");
    SHOW(fclose(f));
    return 0;
}
