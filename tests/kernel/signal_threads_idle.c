/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A timer's signal ends a wait while no thread can run. */
#include "proc_check.h"
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

static void handler(int number)
{
    printf("handler %d\n", number);
}

static void *wait_too(void *p)
{
    sigset_t set;

    sigfillset(&set);
    pthread_sigmask(SIG_SETMASK, &set, NULL);
    sleep(1);
    return p;
}

int main(void)
{
    struct itimerval once = {.it_value = {0, 100000}};
    struct sigaction action = {.sa_handler = handler};
    pthread_t t;

    sigaction(SIGALRM, &action, NULL);
    pthread_create(&t, NULL, wait_too, NULL);
    setitimer(ITIMER_REAL, &once, NULL);
    SHOW(pause());
    setitimer(ITIMER_REAL, &once, NULL);
    SHOW(sleep(100) > 50);
    pthread_join(t, NULL);
    return 0;
}
