/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Pipes at their brim: atomic writes, sizes, what poll says, both ends gone. */
#include "fs_check.h"
#include <signal.h>
#include <sys/ioctl.h>

static char block[70000];
static int p[2];

static void state(void)
{
    struct pollfd in = {p[0], POLLIN, 0}, out = {p[1], POLLOUT, 0};
    int n = -1;

    poll(&in, 1, 0);
    poll(&out, 1, 0);
    ioctl(p[0], FIONREAD, &n);
    printf("  %d bytes, in %x, out %x\n", n, in.revents, out.revents);
}

int main(void)
{
    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    SHOW(pipe2(p, O_NONBLOCK));
    state();
    SHOW(write(p[1], block, 65536 - 4095));
    state();
    /* Up to PIPE_BUF bytes all or nothing. */
    SHOW(write(p[1], block, 4096));
    SHOW(write(p[1], block, 4095));
    state();
    SHOW(write(p[1], block, 1));
    SHOW(read(p[0], block, 4095));
    state();
    SHOW(read(p[0], block, 1));
    state();
    SHOW(write(p[1], block, 4097) > 0);
    SHOW(write(p[1], block, 1));
    SHOW(fcntl(p[1], F_SETPIPE_SZ, 131072));
    state();
    SHOW(write(p[1], block, 70000));
    SHOW(fcntl(p[1], F_SETPIPE_SZ, 4096));
    while (read(p[0], block, sizeof(block)) > 0)
        ;
    SHOW(fcntl(p[1], F_SETPIPE_SZ, 4096));
    SHOW(write(p[1], block, 5000));
    SHOW(write(p[1], block, 1));
    state();
    SHOW(read(p[0], block, 10));
    SHOW(read(p[0], block, 70000));
    SHOW(fcntl(p[1], F_SETPIPE_SZ, 1));
    SHOW(fcntl(p[1], F_SETPIPE_SZ, -1));
    SHOW(fcntl(p[0], F_GETPIPE_SZ));
    SHOW(write(p[1], "", 0));
    SHOW(write(p[1], "rest", 4));
    SHOW(close(p[1]));
    SHOW(read(p[0], block, 0));
    SHOW(read(p[0], block, 2));
    SHOW(read(p[0], block, 20));
    SHOW(read(p[0], block, 20));
    SHOW(close(p[0]));
    SHOW(pipe(p));
    SHOW(close(p[0]));
    SHOW(write(p[1], "x", 1));
    SHOW(write(p[1], "", 0));
    SHOW(close(p[1]));
    SHOW(pipe2(p, O_CLOEXEC));
    SHOW(fcntl(p[1], F_GETFD));
    SHOW(fcntl(p[1], F_SETFL, O_NONBLOCK | O_APPEND));
    HOLDS(fcntl(p[1], F_GETFL) & O_NONBLOCK);
    HOLDS(!(fcntl(p[0], F_GETFL) & O_NONBLOCK));
    SHOW(pipe2(p, 0x40000000));
    return 0;
}
