/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A futex wait goes on after a handler with SA_RESTART, and ends without. */
#include "proc_check.h"
#include <pthread.h>
#include <signal.h>

#define FUTEX_WAIT 0

static int word;
static volatile int calls;

static void handler(int number)
{
    (void)number;
    calls++;
    if (calls == 2) {
        word = 1; /* the restarted call sees it */
    }
}

static void set(int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    sigaction(SIGUSR1, &action, NULL);
}

static void *send(void *p)
{
    struct timespec some = {0, 20000000};

    nanosleep(&some, NULL);
    pthread_kill(*(pthread_t *)p, SIGUSR1);
    return NULL;
}

static void wait_once(struct timespec *timeout)
{
    pthread_t self = pthread_self(), t;

    pthread_create(&t, NULL, send, &self);
    SHOW(syscall(SYS_futex, &word, FUTEX_WAIT, 0, timeout, NULL, 0));
    pthread_join(t, NULL);
}

int main(void)
{
    set(0);
    wait_once(NULL);
    set(SA_RESTART);
    wait_once(NULL);
    word = 0;
    wait_once(&(struct timespec){100, 0});
    printf("%d calls\n", calls);
    return 0;
}
