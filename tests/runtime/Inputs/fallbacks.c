/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Newer forms of calls; with OLD, the older ones that musl falls back to. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int fds[2], n = argc;
    (void)argv;
#ifdef OLD
    n += pipe(fds);
    n += dup2(fds[0], n);
    n += accept(n, NULL, NULL);
#else
    sigset_t mask;
    sigemptyset(&mask);
    n += pipe2(fds, O_CLOEXEC);
    n += dup3(fds[0], n, O_CLOEXEC);
    n += accept4(n, NULL, NULL, SOCK_CLOEXEC);
    n += utimensat(AT_FDCWD, "/", NULL, 0);
    n += epoll_create1(0);
    n += epoll_wait(n, NULL, 0, 0);
    n += eventfd(0, 0);
    n += signalfd(-1, &mask, 0);
#endif
    return n;
}
