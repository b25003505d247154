/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * lseek() of descriptors that have no offset: an event file stays at 0, a pipe,
 * a socket and what is open for its path only say why not.
 */
#include "fs_check.h"
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

static void seek(const char *name, int fd)
{
    char byte;

    puts(name);
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(lseek(fd, 5, SEEK_SET));
    SHOW(lseek(fd, -5, SEEK_CUR));
    SHOW(lseek(fd, 7, SEEK_END));
    SHOW(lseek(fd, 7, SEEK_DATA));
    SHOW(lseek(fd, 0, 17));
    SHOW(lseek(fd, 0, -1));
    SHOW(pread(fd, &byte, 1, 0));
    SHOW(pwrite(fd, "x", 1, 0));
    SHOW(close(fd));
}

int main(void)
{
    int ends[2];
    sigset_t set;

    fs_enter();
    sigemptyset(&set);
    seek("eventfd", eventfd(1, 0));
    seek("timerfd", timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK));
    seek("signalfd", signalfd(-1, &set, SFD_NONBLOCK));
    seek("epoll", epoll_create1(0));
    seek("inotify", inotify_init1(IN_NONBLOCK));
    pipe(ends);
    seek("pipe", ends[0]);
    close(ends[1]);
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    seek("socket", ends[0]);
    close(ends[1]);
    fs_put("f", "text");
    seek("path", open("f", O_PATH));
    seek("file", open("f", O_RDWR));
    seek("closed", 77);
    return 0;
}
