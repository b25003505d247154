/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Stacks of a wanted size, of the program's own memory; names; affinity. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char stack[256 << 10] __attribute__((aligned(4096)));

static void *deep(void *p)
{
    volatile char room[200 << 10];

    memset((char *)room, 1, sizeof(room));
    return (void *)(long)room[100];
}

static void *where(void *p)
{
    char here;

    return (void *)(long)(&here > stack && &here < stack + sizeof(stack));
}

int main(void)
{
    pthread_attr_t attr;
    size_t size;
    pthread_t t;
    void *result;
    int state;

    pthread_attr_init(&attr);
    printf("%d\n", pthread_attr_setstacksize(&attr, 1 << 20));
    pthread_attr_getstacksize(&attr, &size);
    printf("size %zu\n", size);
    pthread_attr_getdetachstate(&attr, &state);
    printf("joinable %d\n", state == PTHREAD_CREATE_JOINABLE);
    printf("create %d\n", pthread_create(&t, &attr, deep, NULL));
    pthread_join(t, &result);
    printf("deep %ld\n", (long)result);
    printf("%d\n", pthread_attr_setstack(&attr, stack, sizeof(stack)));
    printf("create %d\n", pthread_create(&t, &attr, where, NULL));
    pthread_join(t, &result);
    printf("there %ld\n", (long)result);
    printf("too small %d\n", pthread_attr_setstacksize(&attr, 1) != 0);
    pthread_attr_destroy(&attr);
    return 0;
}
