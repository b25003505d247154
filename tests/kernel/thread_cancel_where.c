/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Cancellation where each call blocks: the thread ends, its handlers run in
 * their order, and what the call held is free again.
 */
#include "net_check.h"
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <sys/epoll.h>

static int p[2], s[2], listener, queue;
static sem_t never, ready;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static pthread_t sleeper;
static char text[100000];

static void reads(void)
{
    read(p[0], text, 1);
}
static void writes(void)
{
    while (write(s[1], text, sizeof(text)) > 0)
        ;
}
static void receives(void)
{
    recv(s[0], text, 1, MSG_PEEK);
}
static void accepts(void)
{
    accept(listener, NULL, NULL);
}
static void polls(void)
{
    poll(&(struct pollfd){p[0], POLLIN, 0}, 1, -1);
}
static void selects(void)
{
    select(0, NULL, NULL, NULL, NULL);
}
static void waits_epoll(void)
{
    struct epoll_event e;
    epoll_wait(queue, &e, 1, -1);
}
static void sleeps(void)
{
    sleep(10000);
}
static void pauses(void)
{
    pause();
}
static void waits_signal(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigwaitinfo(&set, NULL);
}
static void suspends(void)
{
    sigset_t set;
    sigfillset(&set);
    sigsuspend(&set);
}
static void waits_semaphore(void)
{
    sem_wait(&never);
}
static void joins(void)
{
    pthread_join(sleeper, NULL);
}
static void tests(void)
{
    for (;;)
        pthread_testcancel();
}

static void unlock(void *what)
{
    printf(" held %d", pthread_mutex_unlock(what));
}

static void waits_condition(void)
{
    pthread_mutex_lock(&m);
    pthread_cleanup_push(unlock, &m);
    for (;;)
        pthread_cond_wait(&c, &m);
    pthread_cleanup_pop(1);
}

static void say(void *what)
{
    printf(" %s", (char *)what);
}

static void *runs(void *f)
{
    pthread_cleanup_push(say, "outer");
    pthread_cleanup_push(say, "inner");
    sem_post(&ready);
    ((void (*)(void))f)();
    printf(" NOT CANCELLED");
    pthread_cleanup_pop(1);
    pthread_cleanup_pop(1);
    return NULL;
}

static void *sleeps_long(void *x)
{
    sleep(10000);
    return x;
}

static void try(const char *name, void (*f)(void))
{
    pthread_t t;
    void *result;

    printf("%s:", name);
    pthread_create(&t, NULL, runs, (void *)f);
    sem_wait(&ready);
    for (int i = 0; i < 3; i++)
        sched_yield();
    pthread_cancel(t);
    pthread_join(t, &result);
    printf(" %s\n", result == PTHREAD_CANCELED ? "cancelled" : "RETURNED");
}

int main(void)
{
    struct sockaddr_un name;

    pipe(p);
    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    listener = socket(AF_UNIX, SOCK_STREAM, 0);
    bind(listener, (void *)&name, unix_name(&name, "@cancel"));
    listen(listener, 1);
    queue = epoll_create1(0);
    pthread_create(&sleeper, NULL, sleeps_long, NULL);
    try("read", reads);
    try("write", writes);
    while (recv(s[0], text, sizeof(text), MSG_DONTWAIT) > 0)
        ;
    try("recv", receives);
    try("accept", accepts);
    try("poll", polls);
    try("select", selects);
    try("epoll_wait", waits_epoll);
    try("sleep", sleeps);
    try("pause", pauses);
    try("sigwaitinfo", waits_signal);
    try("sigsuspend", suspends);
    try("sem_wait", waits_semaphore);
    try("pthread_join", joins);
    try("pthread_cond_wait", waits_condition);
    try("pthread_testcancel", tests);
    pthread_cancel(sleeper);
    SHOW(pthread_join(sleeper, NULL));
    SHOW(pthread_mutex_trylock(&m));
    SHOW(write(p[1], "x", 1));
    SHOW(read(p[0], text, 1));
    SHOW(sem_post(&never));
    SHOW(sem_trywait(&never));
    return 0;
}
