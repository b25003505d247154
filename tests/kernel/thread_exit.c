/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The first thread ends, the last one ends the program with its atexit. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_t first;

static void at_exit(void)
{
    puts("atexit");
}

static void *last(void *p)
{
    void *result;

    printf("join %d\n", pthread_join(first, &result));
    printf("first returned %ld\n", (long)result);
    return p;
}

int main(void)
{
    pthread_t t;

    first = pthread_self();
    atexit(at_exit);
    pthread_create(&t, NULL, last, NULL);
    pthread_exit((void *)42);
}
