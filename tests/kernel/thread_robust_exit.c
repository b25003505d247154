/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Robust mutexes of a thread that ends without libc: the kernel goes through
 * its list, marks what it held, and wakes who waits.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t m[3];
static pthread_barrier_t held;

static void *take(void *p)
{
    pthread_mutex_lock(&m[0]);
    pthread_mutex_lock(&m[1]);
    pthread_mutex_lock(&m[2]);
    pthread_mutex_unlock(&m[1]);
    pthread_barrier_wait(&held);
    usleep(20000); /* the other one may come to wait */
    syscall(SYS_exit, 0);
    return p;
}

int main(void)
{
    pthread_mutexattr_t attr;
    pthread_t t;

    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    for (int i = 0; i < 3; i++)
        pthread_mutex_init(&m[i], &attr);
    pthread_barrier_init(&held, NULL, 2);
    pthread_create(&t, NULL, take, NULL);
    pthread_barrier_wait(&held);
    for (int i = 0; i < 3; i++) {
        printf("lock %d: %s\n", i, strerror(pthread_mutex_lock(&m[i])));
        printf("consistent: %d\n", pthread_mutex_consistent(&m[i]));
        printf("unlock: %d\n", pthread_mutex_unlock(&m[i]));
        printf("again: %d\n", pthread_mutex_lock(&m[i]));
    }
    return 0;
}
