/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Standard input as a stream: lines, bytes, the end. */
// STDIN: one\ntwo\n\x04not the end\x16\n\tlast without newline
#include "fs_check.h"
#include <sys/ioctl.h>

int main(void)
{
    struct pollfd fd = {0, POLLIN, 0};
    char line[100];
    struct stat st;
    int c;

    SHOW(isatty(0));
    SHOW(isatty(1));
    SHOW(lseek(0, 0, SEEK_CUR));
    fstat(0, &st);
    HOLDS(S_ISFIFO(st.st_mode));
    SHOW(poll(&fd, 1, -1));
    SHOW(fd.revents & POLLIN);
    HOLDS(fgets(line, sizeof(line), stdin) != NULL);
    printf("%s", line);
    HOLDS(fgets(line, sizeof(line), stdin) != NULL);
    printf("%s", line);
    while ((c = getchar()) != EOF)
        printf("%d ", c);
    printf("\n");
    HOLDS(feof(stdin));
    SHOW(read(0, line, 10));
    SHOW(write(0, line, 0));
    return 0;
}
