/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Masks and pending signals of each thread, and who gets what is for all. */
#include "proc_check.h"
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>

static __thread int me;
static volatile int seen[3], by[3];
static sem_t ready, done;
static volatile int stop;

static void handler(int number, siginfo_t *info, void *context)
{
    (void)context;
    seen[me]++;
    by[me] = info->si_code;
    (void)number;
}

static void mask(int how, int number)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(how, &set, NULL);
}

static int is_pending(int number)
{
    sigset_t set;

    sigpending(&set);
    return sigismember(&set, number);
}

/* Never in the kernel: preempted where it is. */
static void *spin(void *p)
{
    me = (int)(long)p;
    sem_post(&ready);
    while (!seen[me])
        ;
    return NULL;
}

static void *block(void *p)
{
    me = (int)(long)p;
    mask(SIG_BLOCK, SIGUSR1);
    mask(SIG_BLOCK, SIGUSR2);
    sem_post(&ready);
    sem_wait(&done);
    printf("thread: USR1 %d USR2 %d\n", is_pending(SIGUSR1),
           is_pending(SIGUSR2));
    mask(SIG_UNBLOCK, SIGUSR1);
    mask(SIG_UNBLOCK, SIGUSR2);
    printf("thread: %d seen\n", seen[me]);
    return NULL;
}

static void *take(void *p)
{
    sigset_t set;
    siginfo_t info;

    (void)p;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    SHOW(sigwaitinfo(&set, &info));
    printf("code %d value %d\n", info.si_code, info.si_value.sival_int);
    return NULL;
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    pthread_t t;

    sem_init(&ready, 0, 0);
    sem_init(&done, 0, 0);
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGUSR2, &action, NULL);

    pthread_create(&t, NULL, spin, (void *)1);
    sem_wait(&ready);
    SHOW_ERROR(pthread_kill(t, SIGUSR1));
    pthread_join(t, NULL);
    printf("main %d, thread %d, by tkill %d\n", seen[0], seen[1],
           by[1] == SI_TKILL);

    pthread_create(&t, NULL, block, (void *)2);
    sem_wait(&ready);
    pthread_kill(t, SIGUSR1);
    mask(SIG_BLOCK, SIGUSR2);
    kill(getpid(), SIGUSR2); /* all block it: it is the process's */
    printf("main: USR1 %d USR2 %d\n", is_pending(SIGUSR1), is_pending(SIGUSR2));
    sem_post(&done);
    pthread_join(t, NULL);
    printf("main %d, by kill %d\n", seen[0], by[2] == SI_USER);

    mask(SIG_BLOCK, SIGHUP);
    pthread_create(&t, NULL, take, NULL);
    sigqueue(getpid(), SIGHUP, (union sigval){.sival_int = 7});
    pthread_join(t, NULL);
    HOLDS(!is_pending(SIGHUP));
    return 0;
}
