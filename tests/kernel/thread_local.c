/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What each thread has for itself: variables, keys, errno. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static _Thread_local int counter = 40;
static _Thread_local char zeroes[100];
static _Alignas(64) _Thread_local int aligned = 7;
static pthread_key_t key;
static int destroyed;

static void destroy(void *p)
{
    destroyed += *(int *)p;
}

static void *use(void *p)
{
    static int values[4] = {1, 10, 100, 1000};
    long i = (long)p, bad = 0;

    errno = (int)i;
    counter += i;
    for (int k = 0; k < 100; k++)
        bad += zeroes[k];
    zeroes[i] = 1;
    bad += pthread_getspecific(key) != NULL;
    bad += (uintptr_t)&aligned % 64 != 0 || aligned != 7;
    pthread_setspecific(key, &values[i]);
    for (volatile int k = 0; k < 100000; k++)
        ;
    bad += errno != i || pthread_getspecific(key) != &values[i];
    return (void *)(counter * 10 + bad);
}

int main(void)
{
    pthread_t t[4];
    void *result;

    printf("key %d\n", pthread_key_create(&key, destroy));
    counter = 1;
    for (long i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, use, (void *)i);
    for (int i = 0; i < 4; i++) {
        pthread_join(t[i], &result);
        printf("%ld\n", (long)result);
    }
    printf("mine %d, destroyed %d\n", counter, destroyed);
    printf("delete %d\n", pthread_key_delete(key));
    return 0;
}
