/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Signals and threads: masks that are inherited, who is meant, who gets it. */
#include "proc_check.h"
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>

static sem_t ready, go;
static pthread_t caught_by;
static volatile int caught;

static void handler(int number)
{
    caught_by = pthread_self();
    caught = number; /* last: who waits for it looks at the other then */
}

static void show(const char *what)
{
    sigset_t set, pending;

    pthread_sigmask(0, NULL, &set);
    sigpending(&pending);
    printf("%s: blocked", what);
    for (int i = 1; i < 32; i++)
        if (sigismember(&set, i))
            printf(" %d", i);
    printf(", pending");
    for (int i = 1; i < 32; i++)
        if (sigismember(&pending, i))
            printf(" %d", i);
    printf("\n");
}

static void block(int how, int number)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(how, &set, NULL);
}

static void *inherits(void *p)
{
    show("a new thread");
    block(SIG_UNBLOCK, SIGUSR1);
    block(SIG_BLOCK, SIGHUP);
    show("its own");
    return p;
}

static void *waits(void *p)
{
    block(SIG_UNBLOCK, SIGUSR2);
    sem_post(&ready);
    while (sem_wait(&go))
        ;
    return p;
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler};
    pthread_t t;
    sigset_t all;

    sem_init(&ready, 0, 0);
    sem_init(&go, 0, 0);
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGUSR2, &action, NULL);
    block(SIG_BLOCK, SIGUSR1);
    block(SIG_BLOCK, SIGUSR2);
    pthread_kill(pthread_self(), SIGUSR1);
    show("main");
    pthread_create(&t, NULL, inherits, NULL);
    pthread_join(t, NULL);
    show("main still");
    /* For the process: the thread that does not block it gets it. */
    pthread_create(&t, NULL, waits, NULL);
    sem_wait(&ready);
    kill(getpid(), SIGUSR2);
    while (!caught)
        usleep(1000);
    SHOW(caught);
    HOLDS(pthread_equal(caught_by, t));
    /* For one thread: only that one. */
    caught = 0;
    pthread_kill(pthread_self(), SIGUSR2);
    usleep(20000);
    SHOW(caught);
    show("main");
    SHOW_ERROR(pthread_kill(t, SIGUSR2));
    while (!caught)
        usleep(1000);
    HOLDS(pthread_equal(caught_by, t));
    SHOW_ERROR(pthread_kill(t, 0));
    SHOW_ERROR(pthread_kill(t, 99));
    sem_post(&go);
    pthread_join(t, NULL);
    caught = 0;
    block(SIG_UNBLOCK, SIGUSR2);
    SHOW(caught);
    HOLDS(pthread_equal(caught_by, pthread_self()));
    block(SIG_UNBLOCK, SIGUSR1);
    SHOW(caught);
    /* SIGKILL and SIGSTOP are never blocked. */
    sigfillset(&all);
    SHOW_ERROR(pthread_sigmask(SIG_BLOCK, &all, NULL));
    pthread_sigmask(0, NULL, &all);
    SHOW(sigismember(&all, SIGKILL));
    SHOW(sigismember(&all, SIGSTOP));
    SHOW(sigismember(&all, SIGTERM));
    SHOW_ERROR(pthread_sigmask(77, &all, NULL));
    return 0;
}
