/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Pipes: order, ends, partial transfers, no reader, no writer. */
#include "fs_check.h"
#include <signal.h>
#include <sys/ioctl.h>

static char large[100000];

int main(void)
{
    char buffer[100] = "";
    int p[2], n;

    fs_enter();
    SHOW(pipe(p));
    SHOW(write(p[1], "hello", 5));
    SHOW(write(p[1], "world", 5));
    SHOW(ioctl(p[0], FIONREAD, &n));
    SHOW(n);
    SHOW(read(p[0], buffer, 3));
    SHOW(read(p[0], buffer, 100));
    printf("%.7s\n", buffer);
    SHOW(write(p[1], "", 0));
    SHOW(read(p[1], buffer, 1));
    SHOW(write(p[0], buffer, 1));
    SHOW(ioctl(p[0], 0x5413, buffer));
    SHOW(close(p[1]));
    SHOW(read(p[0], buffer, 1));
    SHOW(close(p[0]));
    SHOW(pipe2(p, O_NONBLOCK | O_CLOEXEC));
    SHOW(fcntl(p[0], F_GETFD));
    SHOW(read(p[0], buffer, 1));
    SHOW(write(p[1], large, sizeof(large)));
    SHOW(write(p[1], large, 1));
    SHOW(read(p[0], large, 5000));
    SHOW(write(p[1], large, 4096));
    SHOW(write(p[1], large, 4096));
    n = 0;
    for (ssize_t got; (got = read(p[0], large, 7777)) > 0;)
        n += got;
    SHOW(n);
    signal(SIGPIPE, SIG_IGN);
    SHOW(close(p[0]));
    SHOW(write(p[1], "x", 1));
    SHOW(pipe2(p, 1));
    return 0;
}
