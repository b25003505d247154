/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Two threads that wait for each other: said, with the kernel's status. */
// HOST: no
// STATUS: 125
// EXPECT: waiting
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;

static void *other(void *p)
{
    pthread_mutex_lock(&b);
    usleep(100000);
    pthread_mutex_lock(&a);
    return p;
}

int main(void)
{
    pthread_t t;

    pthread_mutex_lock(&a);
    pthread_create(&t, NULL, other, NULL);
    usleep(50000);
    puts("waiting");
    fflush(stdout);
    pthread_mutex_lock(&b);
    puts("NOT HERE");
    return 0;
}
