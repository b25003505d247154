/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every call that makes descriptors, where there is room for none or one. */
#include "fs_check.h"
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

static int fds[2] = {-7, -7};

static void all(void)
{
    sigset_t set;

    sigemptyset(&set);
    SHOW(open("f", O_RDONLY));
    SHOW(open("new", O_CREAT | O_RDWR, 0600));
    SHOW(access("new", F_OK));
    SHOW(open("f", O_TRUNC | O_RDWR));
    fs_list(".");
    SHOW(dup(1));
    SHOW(fcntl(1, F_DUPFD, 0));
    SHOW(pipe(fds));
    SHOW(pipe2(fds, O_CLOEXEC));
    SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, fds));
    HOLDS(fds[0] == -7 && fds[1] == -7);
    SHOW(socket(AF_UNIX, SOCK_STREAM, 0));
    SHOW(eventfd(0, 0));
    SHOW(epoll_create1(0));
    SHOW(timerfd_create(CLOCK_MONOTONIC, 0));
    SHOW(signalfd(-1, &set, 0));
    SHOW(memfd_create("m", 0));
    SHOW(opendir(".") != NULL);
}

int main(void)
{
    struct rlimit limit = {20, 1024};
    struct stat before, after;
    int fd, last;

    fs_enter();
    fs_put("f", "text");
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    while ((fd = dup(0)) >= 0)
        last = fd;
    SHOW(last);
    stat("f", &before);
    all();
    stat("f", &after);
    HOLDS(before.st_size == after.st_size);
    SHOW(close(last));
    SHOW(pipe(fds));
    SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, fds));
    SHOW(fcntl(last, F_GETFD));
    SHOW(dup(0));
    SHOW(dup2(0, 20));
    SHOW(dup2(0, 19));
    SHOW(dup2(last, 5));
    limit.rlim_cur = 10;
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    /* What is open beyond the limit stays open. */
    SHOW(fcntl(last, F_GETFD));
    SHOW(close(last));
    SHOW(dup(0));
    SHOW(close(4));
    SHOW(dup(0));
    limit.rlim_cur = 22;
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    SHOW(dup(0));
    SHOW(dup(0));
    SHOW(dup(0));
    SHOW(dup(0));
    SHOW(limit.rlim_cur = limit.rlim_max = 8);
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    limit.rlim_cur = 9;
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    return 0;
}
