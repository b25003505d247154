/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An epoll within another: readiness goes up, cycles are refused, masks. */
#include "fs_check.h"
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

static volatile int caught;

static void handler(int number)
{
    caught = number;
}

static int add(int queue, int fd, unsigned events, unsigned data)
{
    struct epoll_event e = {.events = events, .data.u32 = data};

    return epoll_ctl(queue, EPOLL_CTL_ADD, fd, &e);
}

static void show(const char *what, int queue)
{
    struct epoll_event e = {0};
    int n = epoll_wait(queue, &e, 1, 0);

    printf("%s: %d", what, n);
    if (n > 0)
        printf(" data %u events %x", e.data.u32, e.events);
    printf("\n");
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler};
    struct timespec zero = {0, 0}, soon = {0, 5000000};
    struct epoll_event e;
    uint64_t one = 1;
    int inner = epoll_create1(0), outer = epoll_create1(0), top, v;
    sigset_t set, none;
    struct pollfd p = {outer, POLLIN | POLLOUT, 0};

    v = eventfd(0, EFD_NONBLOCK);
    top = epoll_create1(0);
    SHOW(add(outer, inner, EPOLLIN, 1));
    SHOW(add(top, outer, EPOLLIN | EPOLLET, 2));
    SHOW(add(inner, v, EPOLLIN, 3));
    SHOW(add(inner, inner, EPOLLIN, 4));
    SHOW(add(inner, outer, EPOLLIN, 4));
    SHOW(add(inner, top, EPOLLIN, 4));
    show("idle", top);
    write(v, &one, 8);
    show("top", top);
    show("top, told", top);
    show("outer", outer);
    show("outer again", outer);
    show("inner", inner);
    SHOW(poll(&p, 1, 0));
    SHOW(p.revents);
    read(v, &one, 8);
    show("outer, nothing left", outer);
    SHOW(poll(&p, 1, 0));
    write(v, &one, 8);
    show("top, a new edge", top);
    close(v);
    show("outer, closed", outer);
    /* epoll_pwait: a signal that only the call lets through. */
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&none);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    SHOW(epoll_pwait(outer, &e, 1, 0, &set));
    SHOW(caught);
    SHOW(epoll_pwait(outer, &e, 1, -1, &none));
    SHOW(caught);
    sigprocmask(0, NULL, &none);
    SHOW(sigismember(&none, SIGUSR1));
    SHOW(syscall(SYS_epoll_pwait, outer, &e, 1, 0, &set, 4));
    SHOW(syscall(SYS_epoll_pwait2, outer, &e, 1, &zero, NULL, 0));
    SHOW(syscall(SYS_epoll_pwait2, outer, &e, 1, &soon, NULL, 0));
    soon.tv_nsec = -1;
    SHOW(syscall(SYS_epoll_pwait2, outer, &e, 1, &soon, NULL, 0));
    soon.tv_nsec = 1000000000;
    SHOW(syscall(SYS_epoll_pwait2, outer, &e, 1, &soon, NULL, 0));
    v = eventfd(1, 0);
    SHOW(add(outer, v, EPOLLIN, 9));
    SHOW(syscall(SYS_epoll_pwait2, outer, &e, 1, NULL, NULL, 0));
    SHOW(e.data.u32);
    SHOW(epoll_wait(v, &e, 1, 0));
    SHOW(epoll_wait(99, &e, 1, 0));
    SHOW(epoll_ctl(outer, EPOLL_CTL_MOD, 99, &e));
    SHOW(epoll_ctl(outer, 9, v, &e));
    SHOW(add(outer, open(".", O_RDONLY), EPOLLIN, 1));
    SHOW(add(outer, open("/dev/null", O_RDONLY), EPOLLIN, 1));
    SHOW(add(v, outer, EPOLLIN, 1));
    return 0;
}
