/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Handlers and calls that wait: poll, select and epoll_wait end with EINTR
 * whatever the flags, the masks of ppoll and its kin hold for the call, a read
 * of a pipe goes on after a handler with SA_RESTART.
 */
#include "fs_check.h"
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/time.h>

static int p[2], ep;
static volatile int handled;

static void handle(int number)
{
    handled++;
}

static void alarm_soon(void)
{
    struct itimerval t = {{0, 0}, {0, 100000}};

    setitimer(ITIMER_REAL, &t, NULL);
}

static void *write_late(void *arg)
{
    usleep(600000);
    write(p[1], "x", 1);
    return arg;
}

static void waits(void)
{
    struct pollfd fd = {p[0], POLLIN, 0};
    struct epoll_event e;
    fd_set set;

    alarm_soon();
    SHOW(poll(&fd, 1, -1));
    alarm_soon();
    FD_ZERO(&set);
    FD_SET(p[0], &set);
    SHOW(select(p[0] + 1, &set, NULL, NULL, NULL));
    alarm_soon();
    SHOW(epoll_wait(ep, &e, 1, -1));
    SHOW(handled);
}

static void masks(void)
{
    struct pollfd fd = {p[0], POLLIN, 0};
    struct timespec none = {0, 0};
    sigset_t alarms, empty, now;
    struct epoll_event e;
    fd_set set;

    sigemptyset(&empty);
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    sigprocmask(SIG_BLOCK, &alarms, NULL);
    raise(SIGALRM);
    SHOW(poll(&fd, 1, 0));
    SHOW(ppoll(&fd, 1, NULL, &empty));
    SHOW(handled);
    raise(SIGALRM);
    FD_ZERO(&set);
    FD_SET(p[0], &set);
    SHOW(pselect(p[0] + 1, &set, NULL, NULL, NULL, &empty));
    raise(SIGALRM);
    SHOW(epoll_pwait(ep, &e, 1, -1, &empty));
    SHOW(handled);
    SHOW(ppoll(&fd, 1, &none, &empty));
    sigprocmask(SIG_SETMASK, NULL, &now);
    SHOW(sigismember(&now, SIGALRM));
    sigprocmask(SIG_SETMASK, &empty, NULL);
}

static void reads(void)
{
    struct sigaction plain = {.sa_handler = handle};
    pthread_t t;
    char c;

    pthread_create(&t, NULL, write_late, NULL);
    pthread_detach(t);
    alarm_soon();
    SHOW(read(p[0], &c, 1));
    SHOW(handled);
    sigaction(SIGALRM, &plain, NULL);
    alarm_soon();
    SHOW(read(p[0], &c, 1));
    SHOW(handled);
}

int main(void)
{
    struct sigaction restart = {.sa_handler = handle, .sa_flags = SA_RESTART};
    struct epoll_event e = {.events = EPOLLIN};

    fs_enter();
    pipe(p);
    ep = epoll_create1(0);
    epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &e);
    sigaction(SIGALRM, &restart, NULL);
    waits();
    masks();
    reads();
    return 0;
}
