/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What libc builds on futexes, used by one thread. */
#include "proc_check.h"
#include <pthread.h>
#include <semaphore.h>

static struct timespec soon(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_nsec += 20000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_nsec -= 1000000000;
        t.tv_sec++;
    }
    return t;
}

static void mutexes(void)
{
    pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, e, r;
    pthread_mutexattr_t a;
    struct timespec at;

    SHOW_ERROR(pthread_mutex_lock(&m));
    SHOW_ERROR(pthread_mutex_trylock(&m));
    at = soon();
    SHOW_ERROR(pthread_mutex_timedlock(&m, &at));
    SHOW_ERROR(pthread_mutex_unlock(&m));
    pthread_mutexattr_init(&a);
    pthread_mutexattr_settype(&a, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&e, &a);
    SHOW_ERROR(pthread_mutex_lock(&e));
    SHOW_ERROR(pthread_mutex_lock(&e));
    SHOW_ERROR(pthread_mutex_unlock(&e));
    SHOW_ERROR(pthread_mutex_unlock(&e));
    pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&r, &a);
    SHOW_ERROR(pthread_mutex_lock(&r));
    SHOW_ERROR(pthread_mutex_lock(&r));
    SHOW_ERROR(pthread_mutex_unlock(&r));
    SHOW_ERROR(pthread_mutex_unlock(&r));
    SHOW_ERROR(pthread_mutex_unlock(&r));
}

static void conditions(void)
{
    pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t c = PTHREAD_COND_INITIALIZER;
    struct timespec at = soon();

    pthread_mutex_lock(&m);
    SHOW_ERROR(pthread_cond_timedwait(&c, &m, &at));
    SHOW_ERROR(pthread_cond_signal(&c));
    SHOW_ERROR(pthread_cond_broadcast(&c));
    pthread_mutex_unlock(&m);
}

static void semaphores(void)
{
    struct timespec at = soon();
    sem_t s;

    sem_init(&s, 0, 1);
    SHOW(sem_wait(&s));
    SHOW(sem_trywait(&s));
    SHOW(sem_timedwait(&s, &at));
    SHOW(sem_post(&s));
    SHOW(sem_wait(&s));
}

int main(void)
{
    mutexes();
    conditions();
    semaphores();
    return 0;
}
