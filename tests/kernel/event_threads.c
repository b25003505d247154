/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * epoll between threads: a wake from another thread, items that another thread
 * adds, changes and closes during a wait, each event for one of many waiters.
 */
#include "fs_check.h"
#include <pthread.h>
#include <sys/epoll.h>

#define EVENTS 200

static int ep, p[2], stop[2];
static int taken;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void watch(int fd, uint32_t events)
{
    struct epoll_event e = {.events = events, .data.fd = fd};

    if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e))
        perror("epoll_ctl");
}

static void *put_later(void *fd)
{
    usleep(20000);
    write(*(int *)fd, "x", 1);
    return NULL;
}

static void *add_later(void *fd)
{
    usleep(20000);
    watch(*(int *)fd, EPOLLIN);
    return NULL;
}

static void *close_later(void *fd)
{
    usleep(20000);
    close(*(int *)fd);
    usleep(20000);
    write(stop[1], "x", 1);
    return NULL;
}

static void *serve(void *arg)
{
    struct epoll_event e;
    char c;

    for (;;) {
        if (epoll_wait(ep, &e, 1, -1) != 1)
            printf("no event\n");
        if (e.data.fd == stop[0])
            return arg;
        while (read(e.data.fd, &c, 1) == 1) {
            pthread_mutex_lock(&lock);
            taken++;
            pthread_mutex_unlock(&lock);
        }
        e.events = EPOLLIN | EPOLLONESHOT;
        epoll_ctl(ep, EPOLL_CTL_MOD, e.data.fd, &e);
    }
}

static int wait_one(void)
{
    struct epoll_event e;

    return epoll_wait(ep, &e, 1, -1) == 1 ? e.data.fd : -1;
}

static void with_thread(void *(*f)(void *), int *fd, int expected)
{
    pthread_t t;

    pthread_create(&t, NULL, f, fd);
    HOLDS(wait_one() == expected);
    pthread_join(t, NULL);
}

static void many_servers(void)
{
    pthread_t t[4];

    for (int i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, serve, NULL);
    for (int i = 0; i < EVENTS; i++)
        write(p[1], "x", 1);
    for (int all = 0; all < EVENTS;) {
        pthread_mutex_lock(&lock);
        all = taken;
        pthread_mutex_unlock(&lock);
        sched_yield();
    }
    write(stop[1], "x", 1);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    SHOW(taken);
}

int main(void)
{
    char c;

    fs_enter();
    ep = epoll_create1(0);
    pipe(p);
    pipe(stop);
    watch(p[0], EPOLLIN);
    with_thread(put_later, &p[1], p[0]);
    read(p[0], &c, 1);
    epoll_ctl(ep, EPOLL_CTL_DEL, p[0], NULL);
    write(p[1], "x", 1);
    with_thread(add_later, &p[0], p[0]);
    read(p[0], &c, 1);
    watch(stop[0], EPOLLIN);
    with_thread(close_later, &p[0], stop[0]);
    read(stop[0], &c, 1);
    close(p[1]);
    pipe2(p, O_NONBLOCK);
    watch(p[0], EPOLLIN | EPOLLONESHOT);
    many_servers();
    return 0;
}
