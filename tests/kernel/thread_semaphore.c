/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Semaphores and barriers: counts, limits, timeouts, one thread is told. */
#include "proc_check.h"
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

#define THREADS 5
#define ROUNDS 20

static sem_t s;
static pthread_barrier_t barrier;
static int reached[ROUNDS], told;

static int value(void)
{
    int v = -1;

    sem_getvalue(&s, &v);
    return v;
}

static void *posts(void *p)
{
    for (int i = 0; i < 3; i++)
        sem_post(&s);
    return p;
}

static void *rounds(void *p)
{
    for (int i = 0; i < ROUNDS; i++) {
        __atomic_fetch_add(&reached[i], 1, __ATOMIC_SEQ_CST);
        if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
            __atomic_fetch_add(&told, 1, __ATOMIC_SEQ_CST);
        if (__atomic_load_n(&reached[i], __ATOMIC_SEQ_CST) != THREADS)
            printf("round %d began early\n", i);
    }
    return p;
}

int main(void)
{
    struct timespec past = {1, 0}, bad = {1, 1000000000}, soon;
    pthread_t t[THREADS];

    SHOW(sem_init(&s, 0, 2));
    SHOW(value());
    SHOW(sem_wait(&s));
    SHOW(sem_trywait(&s));
    SHOW(sem_trywait(&s));
    SHOW(sem_timedwait(&s, &past));
    SHOW(sem_timedwait(&s, &bad));
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec += 10000000;
    if (soon.tv_nsec >= 1000000000)
        soon.tv_sec++, soon.tv_nsec -= 1000000000;
    SHOW(sem_timedwait(&s, &soon));
    SHOW(sem_post(&s));
    SHOW(sem_timedwait(&s, &bad));
    SHOW(value());
    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, posts, NULL);
    for (int i = 0; i < 6; i++)
        sem_wait(&s);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
    SHOW(value());
    SHOW(sem_destroy(&s));
    SHOW(sem_init(&s, 0, 0x80000000u));
    SHOW(sem_init(&s, 0, 0x7fffffff));
    SHOW(sem_post(&s));
    SHOW(errno == EOVERFLOW);
    SHOW(sem_trywait(&s));
    SHOW(sem_post(&s));
    SHOW_ERROR(pthread_barrier_init(&barrier, NULL, 0));
    SHOW_ERROR(pthread_barrier_init(&barrier, NULL, 1));
    HOLDS(pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
    SHOW_ERROR(pthread_barrier_destroy(&barrier));
    SHOW_ERROR(pthread_barrier_init(&barrier, NULL, THREADS));
    for (int i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, rounds, NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    SHOW(told);
    SHOW_ERROR(pthread_barrier_destroy(&barrier));
    return 0;
}
