/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* FUTEX_WAIT_BITSET and WAKE_BITSET: only those whose bits meet wake. */
#include "proc_check.h"
#include <pthread.h>
#include <sched.h>

#define WAKE 1
#define REQUEUE 3
#define WAIT_BITSET 9
#define WAKE_BITSET 10
#define THREADS 4
#define FUTEX(word, op, value, value2, word2, value3)                          \
    syscall(SYS_futex, word, op, value, (long)(value2), word2, value3)

static unsigned a, b;
static int woken[THREADS];

static void *waiter(void *p)
{
    long i = (long)p;

    if (FUTEX(&a, WAIT_BITSET, 0, NULL, 0, 1u << i))
        printf("wait: %s\n", check_error(errno));
    __atomic_store_n(&woken[i], 1, __ATOMIC_SEQ_CST);
    return p;
}

static void expect(int i)
{
    while (!__atomic_load_n(&woken[i], __ATOMIC_SEQ_CST))
        sched_yield();
    printf("%d is awake:", i);
    for (int j = 0; j < THREADS; j++)
        printf(" %d", woken[j]);
    printf("\n");
}

int main(void)
{
    pthread_t t[THREADS];

    for (long i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, waiter, (void *)i);
    while (FUTEX(&a, REQUEUE, 0, THREADS, &b, 0) +
               FUTEX(&b, REQUEUE, 0, THREADS, &a, 0) <
           2 * THREADS)
        sched_yield();
    SHOW(FUTEX(&a, WAKE_BITSET, 100, 0, 0, 0x10));
    SHOW(FUTEX(&a, WAKE_BITSET, 100, 0, 0, 0));
    SHOW(FUTEX(&a, WAKE_BITSET, 100, 0, 0, 0x4));
    expect(2);
    SHOW(FUTEX(&a, WAKE_BITSET, 1, 0, 0, 0x1c));
    expect(3);
    /* The bits move with whoever waits. */
    SHOW(FUTEX(&a, REQUEUE, 0, 1, &b, 0) + FUTEX(&a, REQUEUE, 0, 9, &b, 0));
    SHOW(FUTEX(&a, WAKE_BITSET, 100, 0, 0, ~0u));
    SHOW(FUTEX(&b, WAKE_BITSET, 100, 0, 0, 0xe));
    expect(1);
    SHOW(FUTEX(&b, WAKE, 100, 0, 0, 0));
    expect(0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    return 0;
}
