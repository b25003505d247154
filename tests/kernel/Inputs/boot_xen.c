/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Uses what a domain has of Xen and of the processor; ends with 7. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SIZE (20 << 20)

static void *wait_in_thread(void *p)
{
    struct timespec t = {0, 5000000};

    nanosleep(&t, NULL);
    return p;
}

static int slept(void)
{
    struct timespec t = {0, 20000000}, start, end;

    clock_gettime(CLOCK_MONOTONIC, &start);
    nanosleep(&t, NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    return (end.tv_sec - start.tv_sec) * 1000000000ll + end.tv_nsec -
               start.tv_nsec >=
           t.tv_nsec;
}

static int memory_is_right(void)
{
    unsigned char *p = malloc(SIZE);
    long wrong = 0;

    if (!p)
        return 0;
    for (long i = 0; i < SIZE; i++)
        p[i] = (unsigned char)(i >> 9);
    for (long i = 0; i < SIZE; i++)
        wrong += p[i] != (unsigned char)(i >> 9);
    return !wrong;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    void *result = NULL;

    printf("arguments: %s %s\n", argc > 1 ? argv[1] : "",
           argc > 2 ? argv[2] : "");
    puts(slept() ? "slept" : "not slept");
    if (pthread_create(&thread, NULL, wait_in_thread, &thread) ||
        pthread_join(thread, &result))
        return 1;
    puts(result == &thread ? "joined" : "not joined");
    printf("20 MiB: %s\n", memory_is_right() ? "right" : "wrong");
    return 7;
}
