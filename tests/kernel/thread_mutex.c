/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Mutexes of every type, contended and with a deadline. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;
static long total;

static void *add(void *p)
{
    for (int i = 0; i < 20000; i++) {
        pthread_mutex_lock(&plain);
        total++;
        pthread_mutex_unlock(&plain);
    }
    return p;
}

static void *try_it(void *p)
{
    return (void *)(long)pthread_mutex_trylock(p);
}

static void *timed(void *p)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_nsec += 20000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_nsec -= 1000000000;
        t.tv_sec++;
    }
    return (void *)(long)pthread_mutex_timedlock(p, &t);
}

static void say(const char *what, void *(*f)(void *), pthread_mutex_t *m)
{
    pthread_t t;
    void *result;

    pthread_create(&t, NULL, f, m);
    pthread_join(t, &result);
    printf("%s: %s\n", what, strerror((int)(long)result));
}

static void of_type(int type)
{
    pthread_mutexattr_t attr;
    pthread_mutex_t m;

    pthread_mutexattr_init(&attr);
    pthread_mutexattr_settype(&attr, type);
    pthread_mutex_init(&m, &attr);
    printf("lock %d\n", pthread_mutex_lock(&m));
    if (type != PTHREAD_MUTEX_NORMAL)
        printf("again: %s\n", strerror(pthread_mutex_lock(&m)));
    say("trylock elsewhere", try_it, &m);
    say("timedlock elsewhere", timed, &m);
    printf("unlock %d\n", pthread_mutex_unlock(&m));
    if (type != PTHREAD_MUTEX_NORMAL)
        printf("again: %s\n", strerror(pthread_mutex_unlock(&m)));
    pthread_mutex_destroy(&m);
}

int main(void)
{
    pthread_t t[4];

    for (int i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, add, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    printf("total %ld\n", total);
    of_type(PTHREAD_MUTEX_NORMAL);
    of_type(PTHREAD_MUTEX_RECURSIVE);
    of_type(PTHREAD_MUTEX_ERRORCHECK);
    return 0;
}
