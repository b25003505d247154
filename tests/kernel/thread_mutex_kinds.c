/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every kind of mutex: locked again, tried, timed, unlocked by another. */
#include "proc_check.h"
#include <pthread.h>

static pthread_mutex_t m;

static void *other(void *p)
{
    SHOW_ERROR(pthread_mutex_trylock(&m));
    SHOW_ERROR(pthread_mutex_timedlock(&m, &(struct timespec){1, 0}));
    if (p)
        SHOW_ERROR(pthread_mutex_unlock(&m));
    return NULL;
}

static void elsewhere(int unlock)
{
    pthread_t t;

    pthread_create(&t, NULL, other, unlock ? &m : NULL);
    pthread_join(t, NULL);
}

static void try(const char *what, int type, int protocol)
{
    pthread_mutexattr_t a;
    int got;

    printf("%s\n", what);
    SHOW_ERROR(pthread_mutexattr_init(&a));
    SHOW_ERROR(pthread_mutexattr_settype(&a, type));
    SHOW_ERROR(pthread_mutexattr_gettype(&a, &got));
    HOLDS(got == type);
    SHOW_ERROR(pthread_mutexattr_setprotocol(&a, protocol));
    SHOW_ERROR(pthread_mutex_init(&m, &a));
    SHOW_ERROR(pthread_mutex_lock(&m));
    SHOW_ERROR(pthread_mutex_trylock(&m));
    SHOW_ERROR(pthread_mutex_timedlock(&m, &(struct timespec){1, 0}));
    if (type != PTHREAD_MUTEX_NORMAL)
        SHOW_ERROR(pthread_mutex_lock(&m));
    elsewhere(type != PTHREAD_MUTEX_NORMAL);
    SHOW_ERROR(pthread_mutex_unlock(&m));
    if (type == PTHREAD_MUTEX_RECURSIVE) {
        SHOW_ERROR(pthread_mutex_unlock(&m));
        SHOW_ERROR(pthread_mutex_unlock(&m));
        elsewhere(0);
        SHOW_ERROR(pthread_mutex_unlock(&m));
    }
    if (type != PTHREAD_MUTEX_NORMAL)
        SHOW_ERROR(pthread_mutex_unlock(&m));
    SHOW_ERROR(pthread_mutex_lock(&m));
    SHOW_ERROR(pthread_mutex_timedlock(&m, &(struct timespec){0, -1}));
    SHOW_ERROR(pthread_mutex_unlock(&m));
    SHOW_ERROR(pthread_mutex_destroy(&m));
    SHOW_ERROR(pthread_mutexattr_destroy(&a));
}

int main(void)
{
    pthread_mutexattr_t a;
    int got;

    try("normal", PTHREAD_MUTEX_NORMAL, PTHREAD_PRIO_NONE);
    try("error checking", PTHREAD_MUTEX_ERRORCHECK, PTHREAD_PRIO_NONE);
    try("recursive", PTHREAD_MUTEX_RECURSIVE, PTHREAD_PRIO_NONE);
    pthread_mutexattr_init(&a);
    SHOW_ERROR(pthread_mutexattr_settype(&a, 77));
    SHOW_ERROR(pthread_mutexattr_setprotocol(&a, 77));
    SHOW_ERROR(pthread_mutexattr_setpshared(&a, 77));
    SHOW_ERROR(pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED));
    SHOW_ERROR(pthread_mutexattr_getpshared(&a, &got));
    HOLDS(got == PTHREAD_PROCESS_SHARED);
    SHOW_ERROR(pthread_mutexattr_setrobust(&a, 7));
    return 0;
}
