/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A robust mutex whose owner ended: told, made consistent, or lost. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static pthread_mutex_t m;

static void *take(void *p)
{
    pthread_mutex_lock(&m);
    return p;
}

static void abandon(void)
{
    pthread_t t;

    pthread_create(&t, NULL, take, NULL);
    pthread_join(t, NULL);
}

int main(void)
{
    pthread_mutexattr_t attr;

    pthread_mutexattr_init(&attr);
    printf("%d\n", pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST));
    pthread_mutex_init(&m, &attr);
    abandon();
    printf("lock: %s\n", strerror(pthread_mutex_lock(&m)));
    printf("consistent %d\n", pthread_mutex_consistent(&m));
    printf("unlock %d\n", pthread_mutex_unlock(&m));
    abandon();
    printf("lock: %s\n", strerror(pthread_mutex_lock(&m)));
    printf("unlock %d\n", pthread_mutex_unlock(&m));
    printf("lost: %s\n", strerror(pthread_mutex_lock(&m)));
    return 0;
}
