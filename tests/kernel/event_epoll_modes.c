/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* epoll: edges, one shot, exclusive, order among many, copies, time. */
#include "fs_check.h"
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

static int queue;

static int control(int op, int fd, unsigned events, unsigned data)
{
    struct epoll_event e = {.events = events, .data.u32 = data};

    return epoll_ctl(queue, op, fd, &e);
}

static void show(const char *what)
{
    struct epoll_event e[8];
    int n = epoll_wait(queue, e, 8, 0);

    printf("%s:", what);
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++)
            if (e[j].data.u32 < e[i].data.u32) {
                struct epoll_event swap = e[i];

                e[i] = e[j];
                e[j] = swap;
            }
    for (int i = 0; i < n; i++)
        printf(" %u:%x", e[i].data.u32, e[i].events);
    printf("\n");
}

static void add(int fd, uint64_t n)
{
    if (write(fd, &n, 8) != 8)
        puts("write failed");
}

int main(void)
{
    struct epoll_event e[4];
    uint64_t value;
    int p[2], q[2], v, copy, many[12], inner, seen = 0;

    queue = epoll_create1(EPOLL_CLOEXEC);
    pipe2(p, O_NONBLOCK);
    pipe2(q, O_NONBLOCK);
    v = eventfd(0, EFD_NONBLOCK);
    SHOW(control(EPOLL_CTL_ADD, p[0], EPOLLIN | EPOLLET, 1));
    show("nothing");
    write(p[1], "a", 1);
    show("an edge");
    show("told");
    write(p[1], "b", 1);
    show("another");
    read(p[0], e, 1);
    show("one left");
    read(p[0], e, 1);
    write(p[1], "c", 1);
    show("again");
    SHOW(control(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLET, 2));
    show("modified");
    SHOW(control(EPOLL_CTL_MOD, p[0], EPOLLIN, 3));
    show("level");
    show("level");
    SHOW(control(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLONESHOT, 4));
    show("once");
    show("off");
    write(p[1], "d", 1);
    show("still off");
    SHOW(control(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLONESHOT, 5));
    show("on");
    SHOW(control(EPOLL_CTL_MOD, p[0], 0, 6));
    show("no events");
    close(p[1]);
    show("a hang-up is told unasked");
    SHOW(control(EPOLL_CTL_DEL, p[0], 0, 0));
    show("removed");
    /* Each counter that is added to is an edge for EPOLLOUT, too. */
    SHOW(control(EPOLL_CTL_ADD, v, EPOLLIN | EPOLLOUT | EPOLLET, 7));
    show("event");
    show("told");
    add(v, 1);
    show("added");
    add(v, 1);
    show("added");
    read(v, &value, 8);
    SHOW(control(EPOLL_CTL_DEL, v, 0, 0));
    SHOW(control(EPOLL_CTL_ADD, v, EPOLLIN | EPOLLEXCLUSIVE, 8));
    add(v, 1);
    show("exclusive");
    SHOW(control(EPOLL_CTL_MOD, v, EPOLLIN, 8));
    SHOW(control(EPOLL_CTL_DEL, v, 0, 0));
    SHOW(control(EPOLL_CTL_ADD, v, EPOLLIN | EPOLLEXCLUSIVE | EPOLLET, 8));
    SHOW(control(EPOLL_CTL_DEL, v, 0, 0));
    SHOW(control(EPOLL_CTL_ADD, v, EPOLLRDHUP | EPOLLEXCLUSIVE, 8));
    inner = epoll_create1(0);
    SHOW(control(EPOLL_CTL_ADD, inner, EPOLLIN | EPOLLEXCLUSIVE, 8));
    /* A copy keeps the entry alive when the descriptor is closed. */
    SHOW(control(EPOLL_CTL_ADD, v, EPOLLIN, 9));
    copy = dup(v);
    SHOW(control(EPOLL_CTL_ADD, copy, EPOLLIN, 10));
    close(v);
    show("the closed one and the copy");
    SHOW(control(EPOLL_CTL_DEL, v, 0, 0));
    close(copy);
    show("both closed");
    SHOW(fcntl(v, F_GETFD));
    /* More than fit: nobody starves. */
    for (int i = 0; i < 12; i++) {
        many[i] = eventfd(1, 0);
        control(EPOLL_CTL_ADD, many[i], EPOLLIN, i);
    }
    for (int round = 0; round < 3; round++) {
        int n = epoll_wait(queue, e, 4, 0);

        for (int i = 0; i < n; i++)
            seen |= 1 << e[i].data.u32;
        printf("%d ", n);
    }
    printf("%x\n", seen);
    SHOW(epoll_wait(queue, e, 0, 0));
    SHOW(epoll_wait(queue, e, -1, 0));
    SHOW(epoll_wait(queue, e, INT32_MAX, 0));
    SHOW(epoll_create1(7));
    SHOW(syscall(SYS_epoll_wait, queue, e, 1, 0));
    SHOW(syscall(SYS_epoll_wait, queue, e, 0, 0));
    SHOW(syscall(SYS_epoll_create, 1) > 0);
    SHOW(syscall(SYS_epoll_create, 0));
    SHOW(syscall(SYS_epoll_create, -3));
    return 0;
}
