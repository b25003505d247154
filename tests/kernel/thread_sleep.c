/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sleeping threads wake in the order of their times; others run meanwhile. */
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int order[4], woken;

static void *sleeper(void *p)
{
    long i = (long)p;

    usleep((4 - i) * 150000);
    pthread_mutex_lock(&mutex);
    order[woken++] = i;
    pthread_mutex_unlock(&mutex);
    return NULL;
}

int main(void)
{
    struct timespec before, after;
    pthread_t t[4];
    long ms;

    clock_gettime(CLOCK_MONOTONIC, &before);
    for (long i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, sleeper, (void *)i);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &after);
    ms = (after.tv_sec - before.tv_sec) * 1000 +
         (after.tv_nsec - before.tv_nsec) / 1000000;
    for (int i = 0; i < 4; i++)
        printf("%d\n", order[i]);
    printf("at least %d\n", ms >= 599);
    return 0;
}
