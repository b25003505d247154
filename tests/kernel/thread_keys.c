/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Values of threads: destructors, their rounds, keys made and deleted; once. */
#include "proc_check.h"
#include <limits.h>
#include <pthread.h>

static pthread_key_t a, b, again;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int rounds, runs, held;

static void first(void *p)
{
    printf("first %ld\n", (long)p);
}

static void second(void *p)
{
    printf("second %ld, own value %ld\n", (long)p,
           (long)pthread_getspecific(b));
}

/* Sets itself again, and is called until the limit. */
static void stubborn(void *p)
{
    rounds++;
    pthread_setspecific(again, p);
}

static void initialise(void)
{
    runs++;
}

static void *uses(void *p)
{
    HOLDS(pthread_getspecific(a) == NULL);
    pthread_setspecific(a, (void *)1);
    pthread_once(&once, initialise);
    return p;
}

static void *uses_two(void *p)
{
    pthread_setspecific(b, (void *)2);
    return p;
}

static void *sets_again(void *p)
{
    pthread_setspecific(again, (void *)3);
    pthread_exit(p);
}

static void *nothing(void *p)
{
    pthread_setspecific(a, (void *)4);
    pthread_setspecific(a, NULL);
    return p;
}

static void cancelled(void)
{
    runs++;
    if (runs == 2)
        pthread_exit(NULL);
}

static void *once_again(void *p)
{
    pthread_once(p, cancelled);
    return p;
}

static void run(void *(*f)(void *), void *p)
{
    pthread_t t;
    void *result;

    pthread_create(&t, NULL, f, p);
    pthread_join(t, &result);
    HOLDS(result == p);
}

int main(void)
{
    static pthread_once_t other = PTHREAD_ONCE_INIT;
    pthread_key_t keys[PTHREAD_KEYS_MAX + 1];
    pthread_t t;
    int n = 0;

    SHOW_ERROR(pthread_key_create(&a, first));
    SHOW_ERROR(pthread_key_create(&b, second));
    SHOW_ERROR(pthread_key_create(&again, stubborn));
    pthread_setspecific(a, (void *)9);
    run(uses, NULL);
    run(uses, &a);
    HOLDS(pthread_getspecific(a) == (void *)9);
    run(uses_two, NULL);
    run(sets_again, &b);
    HOLDS(rounds == PTHREAD_DESTRUCTOR_ITERATIONS);
    run(nothing, NULL);
    SHOW_ERROR(pthread_key_delete(a));
    SHOW_ERROR(pthread_key_create(&a, NULL));
    HOLDS(pthread_getspecific(a) == NULL);
    while (n <= PTHREAD_KEYS_MAX && !pthread_key_create(&keys[n], NULL))
        n++;
    held = PTHREAD_KEYS_MAX - n;
    SHOW(held);
    SHOW_ERROR(pthread_key_create(&keys[n], NULL));
    SHOW_ERROR(pthread_key_delete(keys[0]));
    SHOW_ERROR(pthread_key_create(&keys[0], NULL));
    SHOW(runs);
    /* A thread that ends inside leaves it to the next. */
    pthread_create(&t, NULL, once_again, &other);
    pthread_join(t, NULL);
    run(once_again, &other);
    run(once_again, &other);
    SHOW(runs);
    return 0;
}
