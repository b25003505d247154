/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What new threads inherit of sched(7), and SCHED_RESET_ON_FORK. */
#include "proc_check.h"
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>

#define RESET 0x40000000

static void *thread(void *unused)
{
    printf("thread: policy %lx, nice %d\n", syscall(SYS_sched_getscheduler, 0),
           getpriority(PRIO_PROCESS, 0));
    return NULL;
}

static void with_thread(void)
{
    pthread_t t;

    printf("main: policy %lx, nice %d\n", syscall(SYS_sched_getscheduler, 0),
           getpriority(PRIO_PROCESS, 0));
    pthread_create(&t, NULL, thread, NULL);
    pthread_join(t, NULL);
}

int main(void)
{
    int p = 0;

    with_thread();
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_BATCH, &p));
    SHOW(setpriority(PRIO_PROCESS, 0, 5));
    with_thread();
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_BATCH | RESET, &p));
    with_thread();
    SHOW(syscall(SYS_sched_setparam, 0, &p));
    SHOW(syscall(SYS_sched_setscheduler, 0, 4 | RESET, &p));
    with_thread();
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &p));
    with_thread();
    return 0;
}
