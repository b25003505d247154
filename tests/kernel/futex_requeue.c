/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * FUTEX_REQUEUE, CMP_REQUEUE and WAKE_OP: who wakes, who moves to the second
 * word, and what they refuse.
 */
#include "proc_check.h"
#include <pthread.h>
#include <sched.h>

#define WAIT 0
#define WAKE 1
#define REQUEUE 3
#define CMP_REQUEUE 4
#define WAKE_OP 5
#define THREADS 4
#define FUTEX(word, op, value, value2, word2, value3)                          \
    syscall(SYS_futex, word, op, value, (long)(value2), word2, value3)
/* What WAKE_OP does to the second word, and when it wakes there. */
#define OP(op, oparg, cmp, cmparg)                                             \
    ((op) << 28 | (cmp) << 24 | (oparg) << 12 | (cmparg))

static unsigned a, b;
static int awake;

static void *waiter(void *p)
{
    if (FUTEX(&a, WAIT, 0, NULL, 0, 0))
        printf("wait: %s\n", check_error(errno));
    __atomic_fetch_add(&awake, 1, __ATOMIC_SEQ_CST);
    return p;
}

/* All threads wait at a: moves them to b and back until all are there. */
static void start(pthread_t *t)
{
    a = b = awake = 0;
    for (int i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, waiter, NULL);
    while (FUTEX(&a, REQUEUE, 0, THREADS, &b, 0) +
               FUTEX(&b, REQUEUE, 0, THREADS, &a, 0) <
           2 * THREADS)
        sched_yield();
}

static void expect(int n)
{
    while (__atomic_load_n(&awake, __ATOMIC_SEQ_CST) < n)
        sched_yield();
}

static void end(pthread_t *t)
{
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    SHOW(FUTEX(&a, WAKE, 100, 0, 0, 0));
    SHOW(FUTEX(&b, WAKE, 100, 0, 0, 0));
    printf("a %u, b %u, awake %d\n", a, b, awake);
}

int main(void)
{
    pthread_t t[THREADS];

    start(t);
    SHOW(FUTEX(&a, REQUEUE, 1, 2, &b, 0));
    expect(1);
    SHOW(FUTEX(&b, WAKE, 1, 0, 0, 0));
    expect(2);
    SHOW(FUTEX(&a, WAKE, 100, 0, 0, 0));
    SHOW(FUTEX(&b, WAKE, 100, 0, 0, 0));
    end(t);

    start(t);
    SHOW(FUTEX(&a, CMP_REQUEUE, 1, 100, &b, 1));
    SHOW(FUTEX(&a, CMP_REQUEUE, 2, 0, &b, 0));
    expect(2);
    SHOW(FUTEX(&a, CMP_REQUEUE, 0, 1, &b, 0));
    SHOW(FUTEX(&a, CMP_REQUEUE, 1, 1, &a, 0));
    expect(3);
    SHOW(FUTEX(&b, CMP_REQUEUE, 100, 100, &a, 0));
    end(t);

    start(t);
    FUTEX(&a, REQUEUE, 0, 2, &b, 0);
    b = 5;
    /* b += 3; wake one at a; wake one at b if it was 5. */
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, &b, OP(1, 3, 0, 5)));
    expect(2);
    /* b = 7; it was 8, which is not below 8. */
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, &b, OP(0, 7, 2, 8)));
    expect(3);
    /* b |= 8; it was 7, at most 7. */
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, &b, OP(2, 8, 3, 7)));
    end(t);
    /* b &= ~1, b ^= 0xff, b |= 1 << 9: nobody waits. */
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, &b, OP(3, 1, 1, 0)));
    printf("%u\n", b);
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, &b, OP(4, 0xff, 4, 0)));
    printf("%u\n", b);
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, &b, OP(10, 9, 5, 0)));
    printf("%u\n", b);
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, &b, OP(5, 0, 0, 0)));
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, &b, OP(0, 0, 6, 0)));
    SHOW(FUTEX(&a, REQUEUE, -1, 1, &b, 0));
    SHOW(FUTEX(&a, REQUEUE, 1, -1, &b, 0));
    SHOW(FUTEX((char *)&a + 1, REQUEUE, 1, 1, &b, 0));
    SHOW(FUTEX(&a, REQUEUE, 1, 1, (char *)&b + 2, 0));
    SHOW(FUTEX(&a, 77, 1, 1, &b, 0));
    return 0;
}
