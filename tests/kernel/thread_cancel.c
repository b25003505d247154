/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Cancellation ends what blocks, at a cancellation point and only there. */
#include "proc_check.h"
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>

static sem_t ready, never;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static volatile int spinning, go;

static void cleanup(void *what)
{
    printf("cleanup of %s\n", (char *)what);
}

static void unlock(void *m)
{
    printf("unlock: %d\n", pthread_mutex_unlock(m));
}

static void *sleeps(void *p)
{
    pthread_cleanup_push(cleanup, "sleep");
    sem_post(&ready);
    sleep(1000);
    pthread_cleanup_pop(0);
    return p;
}

static void *waits(void *p)
{
    pthread_cleanup_push(cleanup, "sem_wait");
    sem_post(&ready);
    sem_wait(&never);
    pthread_cleanup_pop(0);
    return p;
}

static void *waits_cond(void *p)
{
    pthread_mutex_lock(&mutex);
    pthread_cleanup_push(unlock, &mutex);
    sem_post(&ready);
    for (;;)
        pthread_cond_wait(&cond, &mutex);
    pthread_cleanup_pop(0);
    return p;
}

/* Disabled, then pending until it is enabled again. */
static void *disabled(void *p)
{
    struct timespec some = {0, 20000000};

    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
    sem_post(&ready);
    while (!go)
        sched_yield();
    nanosleep(&some, NULL); /* a signal of libc may end it on Linux */
    pthread_cleanup_push(cleanup, "disabled");
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
    pthread_testcancel();
    pthread_cleanup_pop(0);
    return p;
}

static void *spins(void *p)
{
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    sem_post(&ready);
    for (;;)
        spinning++;
    return p;
}

static void *joins(void *p)
{
    sem_post(&ready);
    pthread_join(*(pthread_t *)p, NULL);
    return NULL;
}

static void cancel(const char *what, void *(*function)(void *), void *argument)
{
    struct timespec some = {0, 5000000};
    void *result;
    pthread_t t;
    int error;

    pthread_create(&t, NULL, function, argument);
    sem_wait(&ready);
    if (function != disabled)
        nanosleep(&some, NULL); /* it blocks by now, most often */
    error = pthread_cancel(t);
    go = 1;
    SHOW_ERROR(pthread_join(t, &result));
    printf("%s: %d, %s\n", what, error,
           result == PTHREAD_CANCELED ? "cancelled" : "NOT CANCELLED");
}

int main(void)
{
    pthread_t self = pthread_self();

    sem_init(&ready, 0, 0);
    sem_init(&never, 0, 0);
    cancel("sleep", sleeps, NULL);
    cancel("sem_wait", waits, NULL);
    cancel("cond_wait", waits_cond, NULL);
    cancel("disabled", disabled, NULL);
    cancel("asynchronous", spins, NULL);
    cancel("join", joins, &self);
    printf("mutex: %d\n", pthread_mutex_trylock(&mutex));
    return 0;
}
