/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Prints what is mounted. It has a path below PATH, so that PATH is, but no
 * call that asks for a file system's attributes. */
#include <fcntl.h>
#include <stdio.h>

int main(void)
{
    FILE *mounts = fopen("/proc/mounts", "r");
    char line[200];

    printf("%s\n", open(PATH "/none", O_RDONLY) < 0 ? "none" : "there");
    while (fgets(line, sizeof(line), mounts))
        fputs(line, stdout);
    return 0;
}
