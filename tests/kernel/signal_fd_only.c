/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A signalfd that is made once and never changed: whoever waits for it, by
 * read, poll, select or epoll, goes on when a timer or a thread sends a signal.
 */
#include "proc_check.h"
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/time.h>

static int fd;

static void in_a_while(void)
{
    struct itimerval once = {.it_value = {0, 120000}};

    setitimer(ITIMER_REAL, &once, NULL);
}

static void *killer(void *argument)
{
    usleep(120000);
    kill(getpid(), *(int *)argument);
    return NULL;
}

static void take(const char *how)
{
    struct signalfd_siginfo info;
    ssize_t n = read(fd, &info, sizeof(info));

    printf("%s: %zd bytes, signal %u\n", how, n, info.ssi_signo);
}

static void by_timer(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    struct pollfd p = {fd, POLLIN, 0};
    int epoll = epoll_create1(0);
    fd_set set;

    in_a_while();
    take("read");
    in_a_while();
    SHOW(poll(&p, 1, -1));
    take("poll");
    in_a_while();
    FD_ZERO(&set);
    FD_SET(fd, &set);
    SHOW(select(fd + 1, &set, NULL, NULL, NULL));
    take("select");
    SHOW(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event));
    in_a_while();
    SHOW(epoll_wait(epoll, &event, 1, -1));
    take("epoll");
}

static void by_thread(void)
{
    int number = SIGUSR1;
    pthread_t thread;

    pthread_create(&thread, NULL, killer, &number);
    take("read");
    pthread_join(thread, NULL);
}

int main(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    fd = signalfd(-1, &set, SFD_CLOEXEC);
    by_timer();
    by_thread();
    return 0;
}
