/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How a thread ends, and what whoever joins it gets; detached ones. */
#include "proc_check.h"
#include <pthread.h>
#include <semaphore.h>

static sem_t done;

static void *returns(void *p)
{
    return p;
}

static void deep(int n)
{
    if (n)
        deep(n - 1);
    else
        pthread_exit((void *)42);
}

static void *exits(void *p)
{
    deep(10);
    return p;
}

static void *detaches(void *p)
{
    SHOW_ERROR(pthread_detach(pthread_self()));
    sem_post(&done);
    return p;
}

static void *joins(void *p)
{
    void *result = NULL;

    SHOW_ERROR(pthread_join(*(pthread_t *)p, &result));
    return result;
}

int main(void)
{
    pthread_attr_t a;
    pthread_t t, u;
    void *result;
    int state;

    sem_init(&done, 0, 0);
    pthread_create(&t, NULL, returns, (void *)7);
    SHOW_ERROR(pthread_join(t, &result));
    printf("%ld\n", (long)result);
    pthread_create(&t, NULL, exits, NULL);
    SHOW_ERROR(pthread_join(t, &result));
    printf("%ld\n", (long)result);
    pthread_create(&t, NULL, exits, NULL);
    pthread_create(&u, NULL, joins, &t);
    SHOW_ERROR(pthread_join(u, &result));
    printf("%ld\n", (long)result);
    pthread_create(&t, NULL, detaches, NULL);
    sem_wait(&done);
    SHOW_ERROR(pthread_attr_init(&a));
    SHOW_ERROR(pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED));
    SHOW_ERROR(pthread_attr_getdetachstate(&a, &state));
    HOLDS(state == PTHREAD_CREATE_DETACHED);
    SHOW_ERROR(pthread_attr_setdetachstate(&a, 9));
    SHOW_ERROR(pthread_attr_setstacksize(&a, 100));
    SHOW_ERROR(pthread_attr_setstacksize(&a, 1 << 20));
    for (int i = 0; i < 100; i++) {
        pthread_create(&t, i % 2 ? &a : NULL, returns, NULL);
        if (i % 2 == 0)
            pthread_join(t, NULL);
    }
    HOLDS(pthread_equal(pthread_self(), pthread_self()));
    /* The process lives until the last thread ends. */
    pthread_create(&t, NULL, returns, NULL);
    pthread_detach(t);
    pthread_exit(NULL);
}
