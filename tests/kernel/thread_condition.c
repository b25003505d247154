/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Condition variables: clocks, timeouts, how many wake, no wake is lost. */
#include "proc_check.h"
#include <pthread.h>
#include <sched.h>

#define THREADS 6

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c;
static int waiting, tokens, served, turn;

static void *takes(void *p)
{
    pthread_mutex_lock(&m);
    waiting++;
    while (!tokens)
        pthread_cond_wait(&c, &m);
    tokens--;
    served++;
    pthread_mutex_unlock(&m);
    return p;
}

static void *turns(void *p)
{
    long own = (long)p;

    for (int i = 0; i < 50; i++) {
        pthread_mutex_lock(&m);
        while (turn != own)
            pthread_cond_wait(&c, &m);
        turn = (own + 1) % THREADS;
        served++;
        pthread_cond_broadcast(&c);
        pthread_mutex_unlock(&m);
    }
    return p;
}

static int counter(int *which)
{
    int n;

    pthread_mutex_lock(&m);
    n = *which;
    pthread_mutex_unlock(&m);
    return n;
}

static void until(int *which, int n)
{
    while (counter(which) < n)
        sched_yield();
}

static void give(int n, int (*wake)(pthread_cond_t *))
{
    pthread_mutex_lock(&m);
    tokens += n;
    pthread_mutex_unlock(&m);
    wake(&c);
}

static void timed(clockid_t clock, long ms)
{
    struct timespec at;
    int64_t start = now_ns(CLOCK_MONOTONIC);

    clock_gettime(clock, &at);
    at.tv_nsec += ms * 1000000;
    while (at.tv_nsec >= 1000000000)
        at.tv_sec++, at.tv_nsec -= 1000000000;
    pthread_mutex_lock(&m);
    SHOW_ERROR(pthread_cond_timedwait(&c, &m, &at));
    SHOW_ERROR(pthread_mutex_unlock(&m));
    HOLDS(now_ns(CLOCK_MONOTONIC) - start >= ms * 1000000 - 1000000);
}

int main(void)
{
    pthread_condattr_t a;
    pthread_t t[THREADS];
    clockid_t clock;

    SHOW_ERROR(pthread_condattr_init(&a));
    SHOW_ERROR(pthread_condattr_getclock(&a, &clock));
    HOLDS(clock == CLOCK_REALTIME);
    SHOW_ERROR(pthread_condattr_setclock(&a, CLOCK_PROCESS_CPUTIME_ID));
    SHOW_ERROR(pthread_condattr_setclock(&a, -5));
    pthread_cond_init(&c, &a);
    timed(CLOCK_REALTIME, 20);
    pthread_mutex_lock(&m);
    SHOW_ERROR(pthread_cond_timedwait(&c, &m, &(struct timespec){1, 0}));
    SHOW_ERROR(pthread_cond_timedwait(&c, &m, &(struct timespec){1, -1}));
    pthread_mutex_unlock(&m);
    SHOW_ERROR(pthread_cond_destroy(&c));
    SHOW_ERROR(pthread_condattr_setclock(&a, CLOCK_MONOTONIC));
    pthread_cond_init(&c, &a);
    timed(CLOCK_MONOTONIC, 20);
    for (int i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, takes, NULL);
    until(&waiting, THREADS);
    give(1, pthread_cond_signal);
    until(&served, 1);
    SHOW(counter(&served));
    give(2, pthread_cond_broadcast);
    until(&served, 3);
    SHOW(counter(&served));
    give(0, pthread_cond_broadcast);
    SHOW(counter(&served));
    give(THREADS - 3, pthread_cond_broadcast);
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    SHOW(served);
    SHOW(tokens);
    served = 0;
    for (long i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, turns, (void *)i);
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    SHOW(served);
    SHOW_ERROR(pthread_cond_destroy(&c));
    return 0;
}
