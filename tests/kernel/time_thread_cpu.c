/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The CPU time of a thread is its own, and can be asked for by another one. */
#include "proc_check.h"
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <sys/resource.h>

static sem_t worked, done;

static void work(void)
{
    int64_t start = now_ns(CLOCK_THREAD_CPUTIME_ID);

    while (now_ns(CLOCK_THREAD_CPUTIME_ID) - start < 100000000)
        ;
}

static void *worker(void *p)
{
    struct rusage usage;

    work();
    getrusage(RUSAGE_THREAD, &usage);
    HOLDS(usage.ru_utime.tv_sec || usage.ru_utime.tv_usec ||
          usage.ru_stime.tv_usec);
    sem_post(&worked);
    sem_wait(&done);
    return p;
}

int main(void)
{
    clockid_t clock;
    pthread_t t;
    int64_t own = now_ns(CLOCK_THREAD_CPUTIME_ID);

    sem_init(&worked, 0, 0);
    sem_init(&done, 0, 0);
    pthread_create(&t, NULL, worker, NULL);
    sem_wait(&worked);
    own = now_ns(CLOCK_THREAD_CPUTIME_ID) - own;
    HOLDS(own < 80000000);
    SHOW_ERROR(pthread_getcpuclockid(t, &clock));
    HOLDS(now_ns(clock) >= 100000000);
    HOLDS(now_ns(CLOCK_PROCESS_CPUTIME_ID) >= 100000000);
    sem_post(&done);
    pthread_join(t, NULL);
    /* Linux wakes who joins before it forgets the thread. */
    while (clock_gettime(clock, &(struct timespec){0}) == 0)
        sched_yield();
    SHOW(clock_gettime(clock, &(struct timespec){0}));
    return 0;
}
