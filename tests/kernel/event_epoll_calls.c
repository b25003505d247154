/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The calls of epoll by their numbers, the old ones too: their errors in turn, and
 * what becomes of an item whose descriptor is changed, copied or closed.
 */
#include "fs_check.h"
#include <sys/epoll.h>

static struct epoll_event event, got[4];

static long wait_old(int queue, long most)
{
    long n = syscall(SYS_epoll_wait, queue, got, most, 0L);

    for (long i = 0; i < n; i++)
        printf("%x %d; ", got[i].events, (int)got[i].data.u64);
    return n;
}

static long control(int queue, int op, int fd, unsigned events, int data)
{
    event.events = events;
    event.data.u64 = data;
    return epoll_ctl(queue, op, fd, &event);
}

static void errors(void)
{
    struct timespec t = {0, -1}, now = {0, 0};
    int queue = epoll_create1(0), ends[2];

    pipe(ends);
    SHOW(syscall(SYS_epoll_create, 0L));
    SHOW(syscall(SYS_epoll_create, -1L));
    WORKS(syscall(SYS_epoll_create, 1L));
    SHOW(epoll_create1(1));
    SHOW(control(queue, EPOLL_CTL_MOD, ends[0], EPOLLIN, 0));
    SHOW(control(queue, EPOLL_CTL_DEL, ends[0], EPOLLIN, 0));
    SHOW(control(queue, EPOLL_CTL_ADD, queue, EPOLLIN, 0));
    SHOW(control(queue, EPOLL_CTL_ADD, 99, EPOLLIN, 0));
    SHOW(control(99, EPOLL_CTL_ADD, ends[0], EPOLLIN, 0));
    SHOW(control(ends[0], EPOLL_CTL_ADD, ends[1], EPOLLIN, 0));
    SHOW(control(queue, 0, ends[0], EPOLLIN, 0));
    SHOW(control(queue, 4, ends[0], EPOLLIN, 0));
    SHOW(wait_old(queue, 0));
    SHOW(wait_old(queue, -1));
    SHOW(wait_old(queue, INT32_MAX));
    SHOW(wait_old(queue, 4));
    SHOW(wait_old(99, 4));
    SHOW(wait_old(ends[0], 4));
    SHOW(syscall(SYS_epoll_pwait, queue, got, 4L, 0L, &now, 7L));
    SHOW(syscall(SYS_epoll_pwait, queue, got, 4L, 0L, NULL, 7L));
    SHOW(lseek(queue, 0, SEEK_SET));
    SHOW(syscall(SYS_epoll_pwait2, queue, got, 4L, &now, NULL, 0L));
    SHOW(syscall(SYS_epoll_pwait2, queue, got, 4L, &t, NULL, 0L));
    close(queue);
    close(ends[0]);
    close(ends[1]);
}

static void changes(void)
{
    int queue = epoll_create1(EPOLL_CLOEXEC), ends[2];

    pipe(ends);
    SHOW(fcntl(queue, F_GETFD));
    SHOW(control(queue, EPOLL_CTL_ADD, ends[0], EPOLLIN, 7));
    SHOW(control(queue, EPOLL_CTL_ADD, ends[0], EPOLLIN, 8));
    SHOW(write(ends[1], "x", 1));
    SHOW(wait_old(queue, 4));
    SHOW(wait_old(queue, 4));
    SHOW(control(queue, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLET, 9));
    SHOW(wait_old(queue, 4));
    SHOW(wait_old(queue, 4));
    SHOW(control(queue, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLONESHOT, 1));
    SHOW(wait_old(queue, 4));
    SHOW(wait_old(queue, 4));
    SHOW(control(queue, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLEXCLUSIVE, 1));
    SHOW(epoll_ctl(queue, EPOLL_CTL_DEL, ends[0], NULL));
    SHOW(control(queue, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLEXCLUSIVE, 1));
    SHOW(control(queue, EPOLL_CTL_MOD, ends[0], EPOLLIN, 1));
    SHOW(control(queue, EPOLL_CTL_DEL, ends[0], 0, 0));
    SHOW(control(queue, EPOLL_CTL_ADD, ends[0],
                 EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT, 1));
    SHOW(control(queue, EPOLL_CTL_ADD, ends[0], 0, 2));
    SHOW(wait_old(queue, 4));
    close(ends[1]);
    SHOW(wait_old(queue, 4));
    close(ends[0]);
    SHOW(wait_old(queue, 4));
    close(queue);
}

static void copies(void)
{
    int queue = epoll_create1(0), outer = epoll_create1(0), ends[2], copy;

    pipe(ends);
    SHOW(control(outer, EPOLL_CTL_ADD, queue, EPOLLIN, 1));
    SHOW(control(queue, EPOLL_CTL_ADD, outer, EPOLLIN, 1));
    SHOW(control(queue, EPOLL_CTL_ADD, ends[0], EPOLLIN, 3));
    copy = dup(ends[0]);
    SHOW(control(queue, EPOLL_CTL_ADD, copy, EPOLLIN, 4));
    SHOW(wait_old(outer, 1));
    SHOW(write(ends[1], "x", 1));
    SHOW(wait_old(outer, 1));
    SHOW(wait_old(queue, 4));
    SHOW(wait_old(queue, 1) + wait_old(queue, 1));
    close(copy);
    SHOW(epoll_ctl(queue, EPOLL_CTL_DEL, copy, NULL));
    SHOW(wait_old(queue, 4));
    close(ends[0]);
    SHOW(wait_old(queue, 4) > 0);
    SHOW(epoll_ctl(queue, EPOLL_CTL_DEL, ends[0], NULL));
    close(queue);
    SHOW(wait_old(outer, 4));
    close(outer);
    close(ends[1]);
}

int main(void)
{
    fs_enter();
    errors();
    changes();
    copies();
    return 0;
}
