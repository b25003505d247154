/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Threads that never block take turns, and their registers are their own. */
#include <pthread.h>
#include <stdio.h>

static volatile int turn[3];
static volatile int stop;

static void *spin(void *p)
{
    volatile int *mine = p;

    while (!stop)
        *mine = 1;
    return p;
}

/* Sums in SSE registers, which an interrupt must not change. */
static void *compute(void *p)
{
    double a = 1, b = 1e-3, c = (long)p;
    long double x = 1;

    for (int i = 0; i < 3000000; i++) {
        a += b * c;
        x = x * 1.0000001L + c;
        b = -b;
    }
    printf("");
    return (void *)(long)(a * 1000 + (x > 1));
}

int main(void)
{
    pthread_t t[3], f[2];
    void *results[2];

    for (int i = 0; i < 3; i++)
        pthread_create(&t[i], NULL, spin, (void *)&turn[i]);
    for (long i = 0; i < 2; i++)
        pthread_create(&f[i], NULL, compute, (void *)(i + 1));
    for (int i = 0; i < 2; i++)
        pthread_join(f[i], &results[i]);
    while (!turn[0] || !turn[1] || !turn[2])
        ;
    stop = 1;
    for (int i = 0; i < 3; i++)
        pthread_join(t[i], NULL);
    printf("all ran; %ld %ld\n", (long)results[0], (long)results[1]);
    return 0;
}
