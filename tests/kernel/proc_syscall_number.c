/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* System calls by a number that only the run tells: all of them are linked. */
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static volatile long number;

static long call(long which, long a, long b, long c)
{
    number = which;
    return syscall(number, a, b, c);
}

int main(void)
{
    char text[8] = "";
    int ends[2];

    printf("getppid: %d\n", call(SYS_getppid, 0, 0, 0) >= 0);
    printf("pipe: %ld\n", call(SYS_pipe, (long)ends, 0, 0));
    printf("write: %ld\n", call(SYS_write, ends[1], (long)"through", 7));
    printf("read: %ld", call(SYS_read, ends[0], (long)text, 7));
    printf(" %s\n", text);
    printf("close: %ld", call(SYS_close, 77, 0, 0));
    printf(" %d\n", errno == EBADF);
    printf("none: %ld", call(5000, 0, 0, 0));
    printf(" %d\n", errno == ENOSYS);
    return 0;
}
