/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A timer that runs a function in a thread of its own. */
#include "proc_check.h"
#include <semaphore.h>
#include <signal.h>

static sem_t came;
static volatile int seen;

static void notify(union sigval value)
{
    seen = value.sival_int;
    sem_post(&came);
}

int main(void)
{
    struct sigevent event = {.sigev_notify = SIGEV_THREAD,
                             .sigev_notify_function = notify,
                             .sigev_value.sival_int = 5};
    struct itimerspec every = {{0, 2000000}, {0, 2000000}};
    timer_t t;

    sem_init(&came, 0, 0);
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    SHOW(timer_settime(t, 0, &every, NULL));
    for (int i = 0; i < 3; i++)
        sem_wait(&came);
    printf("value %d\n", seen);
    SHOW(timer_delete(t));
    return 0;
}
