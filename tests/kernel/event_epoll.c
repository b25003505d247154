/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* epoll: events of all kinds, errors, what closing does, epolls in epolls. */
#include "fs_check.h"
#include <sys/epoll.h>

static int ep, p[2], q[2];

static int ctl(int op, int fd, uint32_t events)
{
    struct epoll_event e = {.events = events, .data.u64 = 1000 + fd};

    return epoll_ctl(ep, op, fd, &e);
}

/* Prints what is ready, in the order of descriptors. */
static void ready(int most)
{
    struct epoll_event e[8], t;
    int n = epoll_wait(ep, e, most, 0);

    printf("%d:", n);
    for (int i = 0; i < n; i++) {
        for (int k = i + 1; k < n; k++) {
            if (e[k].data.u64 < e[i].data.u64) {
                t = e[k];
                e[k] = e[i];
                e[i] = t;
            }
        }
        printf(" %d %x", (int)e[i].data.u64 - 1000, e[i].events);
    }
    printf("\n");
}

static void put(int fd)
{
    write(fd, "x", 1);
}

static void take(int fd)
{
    char c;

    read(fd, &c, 1);
}

static void errors(int file)
{
    struct epoll_event e;

    SHOW(epoll_create(0));
    SHOW(epoll_create1(1));
    SHOW(ctl(EPOLL_CTL_ADD, file, EPOLLIN));
    SHOW(ctl(EPOLL_CTL_ADD, 99, EPOLLIN));
    SHOW(ctl(EPOLL_CTL_ADD, ep, EPOLLIN));
    SHOW(ctl(EPOLL_CTL_DEL, p[0], 0));
    SHOW(ctl(EPOLL_CTL_MOD, p[0], EPOLLIN));
    SHOW(ctl(EPOLL_CTL_ADD, p[0], EPOLLIN));
    SHOW(ctl(EPOLL_CTL_ADD, p[0], EPOLLIN));
    SHOW(ctl(7, p[0], EPOLLIN));
    SHOW(ctl(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLEXCLUSIVE));
    SHOW(ctl(EPOLL_CTL_ADD, q[0], EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT));
    SHOW(epoll_ctl(99, EPOLL_CTL_ADD, p[0], &e));
    SHOW(epoll_ctl(p[0], EPOLL_CTL_ADD, p[1], &e));
    SHOW(epoll_wait(ep, &e, 0, 0));
    SHOW(epoll_wait(p[0], &e, 1, 0));
    SHOW(epoll_wait(99, &e, 1, 0));
    SHOW(epoll_wait(ep, &e, 1, 10));
    SHOW(epoll_pwait(ep, &e, 1, 1, NULL));
    SHOW(ctl(EPOLL_CTL_DEL, p[0], 0));
}

static void level(void)
{
    SHOW(ctl(EPOLL_CTL_ADD, p[0], EPOLLIN));
    SHOW(ctl(EPOLL_CTL_ADD, p[1], EPOLLOUT));
    ready(8);
    put(p[1]);
    ready(8);
    ready(8);
    ready(1);
    take(p[0]);
    ready(8);
    SHOW(ctl(EPOLL_CTL_MOD, p[1], EPOLLIN));
    ready(8);
    SHOW(ctl(EPOLL_CTL_DEL, p[1], 0));
    SHOW(ctl(EPOLL_CTL_DEL, p[0], 0));
}

static void edge(void)
{
    put(p[1]);
    SHOW(ctl(EPOLL_CTL_ADD, p[0], EPOLLIN | EPOLLET));
    ready(8);
    ready(8);
    put(p[1]);
    ready(8);
    take(p[0]);
    ready(8);
    SHOW(ctl(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLET));
    ready(8);
    take(p[0]);
    put(p[1]);
    take(p[0]);
    ready(8);
    SHOW(ctl(EPOLL_CTL_DEL, p[0], 0));
}

static void oneshot(void)
{
    SHOW(ctl(EPOLL_CTL_ADD, p[0], EPOLLIN | EPOLLONESHOT));
    put(p[1]);
    ready(8);
    ready(8);
    put(p[1]);
    ready(8);
    SHOW(ctl(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLONESHOT));
    ready(8);
    SHOW(ctl(EPOLL_CTL_DEL, p[0], 0));
    take(p[0]);
    take(p[0]);
}

/* An item lives as long as the open file, not the descriptor. */
static void closing(void)
{
    int copy = dup(q[0]);

    SHOW(ctl(EPOLL_CTL_ADD, q[0], EPOLLIN));
    SHOW(ctl(EPOLL_CTL_ADD, copy, EPOLLIN));
    put(q[1]);
    ready(8);
    SHOW(close(copy));
    ready(8);
    SHOW(close(q[0]));
    ready(8);
    SHOW(ctl(EPOLL_CTL_DEL, q[0], 0));
    SHOW(ctl(EPOLL_CTL_ADD, p[0], EPOLLIN));
    SHOW(ctl(EPOLL_CTL_ADD, p[1], EPOLLOUT | EPOLLET));
    ready(8);
    SHOW(close(p[1]));
    ready(8);
    SHOW(close(p[0]));
    ready(8);
}

static void nested(void)
{
    struct epoll_event e = {.events = EPOLLIN, .data.u64 = 7};
    struct pollfd fd = {ep, POLLIN, 0};
    int outer = epoll_create1(EPOLL_CLOEXEC), chain[8];

    SHOW(fcntl(outer, F_GETFD));
    pipe(p);
    SHOW(epoll_ctl(outer, EPOLL_CTL_ADD, ep, &e));
    SHOW(ctl(EPOLL_CTL_ADD, outer, EPOLLIN));
    SHOW(poll(&fd, 1, 0));
    SHOW(ctl(EPOLL_CTL_ADD, p[0], EPOLLIN));
    SHOW(epoll_wait(outer, &e, 1, 0));
    put(p[1]);
    SHOW(epoll_wait(outer, &e, 1, 0));
    SHOW(e.data.u64);
    SHOW(e.events);
    SHOW(poll(&fd, 1, -1));
    SHOW(fd.revents);
    take(p[0]);
    SHOW(epoll_wait(outer, &e, 1, 0));
    SHOW(poll(&fd, 1, 0));
    SHOW(close(ep));
    SHOW(epoll_wait(outer, &e, 1, 0));
    for (int i = 0; i < 8; i++)
        chain[i] = epoll_create1(0);
    e.events = EPOLLIN;
    for (int i = 0; i < 3; i++)
        SHOW(epoll_ctl(chain[i + 1], EPOLL_CTL_ADD, chain[i], &e));
    SHOW(epoll_ctl(chain[0], EPOLL_CTL_ADD, chain[3], &e));
    SHOW(epoll_ctl(chain[0], EPOLL_CTL_ADD, p[0], &e));
    put(p[1]);
    SHOW(epoll_wait(chain[3], &e, 1, 0));
}

int main(void)
{
    struct epoll_event e;
    int file;

    fs_enter();
    file = open("f", O_CREAT | O_RDWR, 0600);
    ep = epoll_create(1);
    pipe(p);
    pipe(q);
    errors(file);
    level();
    edge();
    oneshot();
    closing();
    nested();
    ep = epoll_create1(0);
    SHOW(read(ep, &e, sizeof(e)));
    SHOW(write(ep, &e, sizeof(e)));
    return 0;
}
