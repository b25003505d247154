/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Threads take turns also after a time in which none could run. */
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static volatile int turns, stop;

static void *spin(void *p)
{
    while (!stop)
        turns++;
    return p;
}

static void *sleeps(void *p)
{
    usleep(20000);
    return p;
}

int main(void)
{
    struct timespec some = {0, 30000000};
    pthread_t t;

    for (int i = 0; i < 3; i++) {
        pthread_create(&t, NULL, sleeps, NULL);
        pthread_join(t, NULL);
        stop = turns = 0;
        pthread_create(&t, NULL, spin, NULL);
        while (!turns)
            ;
        nanosleep(&some, NULL);
        stop = 1;
        pthread_join(t, NULL);
        puts("turn");
    }
    return 0;
}
