/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The bounds of what calls about threads take: how many a futex wakes when
 * asked for none or less, words and operations that are none, threads that do
 * not exist, policies and sets of processors.
 */
#include "proc_check.h"
#include <pthread.h>
#include <sched.h>

#define WAIT 0
#define WAKE 1
#define REQUEUE 3
#define CMP_REQUEUE 4
#define WAKE_OP 5
#define WAIT_BITSET 9
#define WAKE_BITSET 10
#define PRIVATE 128
#define WALL 256
#define FUTEX(word, op, value, value2, word2, value3)                          \
    syscall(SYS_futex, word, op, value, (long)(value2), word2, value3)
#define NOBODY (1 << 29)
#define WAITERS 3

static unsigned a, b, done;

static void *waiter(void *p)
{
    FUTEX(&a, WAIT, 0, NULL, NULL, 0);
    __atomic_fetch_add(&done, 1, __ATOMIC_SEQ_CST);
    return p;
}

static void settle(unsigned n)
{
    while (__atomic_load_n(&done, __ATOMIC_SEQ_CST) < n)
        sched_yield();
}

/* None, and less than none, is one for those that wake, none for who moves. */
static void counts(void)
{
    pthread_t t[WAITERS];

    for (int i = 0; i < WAITERS; i++)
        pthread_create(&t[i], NULL, waiter, NULL);
    while (FUTEX(&a, REQUEUE, 0, WAITERS, &b, 0) +
               FUTEX(&b, REQUEUE, 0, WAITERS, &a, 0) <
           2 * WAITERS)
        sched_yield();
    SHOW(FUTEX(&a, REQUEUE, 0, 0, &b, 0));
    SHOW(FUTEX(&a, REQUEUE, 0, 1, &a, 0));
    SHOW(FUTEX(&a, WAKE, 0, NULL, NULL, 0));
    settle(1);
    SHOW(FUTEX(&a, WAKE_BITSET, -1, NULL, NULL, ~0u));
    settle(2);
    SHOW(FUTEX(&a, WAKE_OP, 0, 0, &b, 0));
    settle(3);
    SHOW(FUTEX(&a, WAKE, INT32_MAX, NULL, NULL, 0));
    for (int i = 0; i < WAITERS; i++)
        pthread_join(t[i], NULL);
}

static void words(void)
{
    char *odd = (char *)&a + 1;
    struct timespec none = {0, 0}, bad = {0, -1}, past = {-1, 0};

    SHOW(FUTEX(odd, WAIT, 0, &none, NULL, 0));
    SHOW(FUTEX(odd, WAKE, 1, NULL, NULL, 0));
    SHOW(FUTEX(odd, WAKE_BITSET, 1, NULL, NULL, 1));
    SHOW(FUTEX(odd, REQUEUE, 1, 1, &b, 0));
    SHOW(FUTEX(&a, REQUEUE, 1, 1, odd, 0));
    SHOW(FUTEX(&a, CMP_REQUEUE, 1, 1, odd, 0));
    SHOW(FUTEX(&a, WAKE_OP, 1, 1, odd, 0));
    SHOW(FUTEX(&a, REQUEUE, -1, 0, &b, 0));
    SHOW(FUTEX(&a, REQUEUE, 0, -1, &b, 0));
    SHOW(FUTEX(&a, CMP_REQUEUE, -1, 0, &b, a + 1));
    SHOW(FUTEX(&a, CMP_REQUEUE, 1, 1, &b, a + 1));
    SHOW(FUTEX(&a, CMP_REQUEUE | PRIVATE, 1, 1, &b, a));
    SHOW(FUTEX(&a, WAIT, a, &none, NULL, 0));
    SHOW(FUTEX(&a, WAIT, a + 1, &none, NULL, 0));
    SHOW(FUTEX(&a, WAIT, a + 1, &bad, NULL, 0));
    SHOW(FUTEX(&a, WAIT, a, &past, NULL, 0));
    SHOW(FUTEX(&a, WAIT_BITSET, a, &none, NULL, 0));
    SHOW(FUTEX(&a, WAIT_BITSET, a, &none, NULL, 1));
    SHOW(FUTEX(&a, WAIT_BITSET | WALL, a, &none, NULL, ~0u));
    SHOW(FUTEX(&a, WAIT_BITSET | WALL, a, &bad, NULL, ~0u));
    SHOW(FUTEX(&a, WAKE_BITSET, 1, NULL, NULL, 0));
    SHOW(FUTEX(&a, WAKE | WALL, 1, NULL, NULL, 0));
    SHOW(FUTEX(&a, 2, 1, NULL, NULL, 0)); /* FUTEX_FD is gone */
    SHOW(FUTEX(&a, 100, 1, NULL, NULL, 0));
}

static void robust(void)
{
    void *head = NULL;
    size_t size;

    SHOW(syscall(SYS_set_robust_list, &head, 0));
    SHOW(syscall(SYS_set_robust_list, &head, -1l));
    SHOW(syscall(SYS_set_robust_list, NULL, 24));
    SHOW(syscall(SYS_get_robust_list, getpid(), &head, &size));
    HOLDS(!head && size == 24);
    SHOW(syscall(SYS_get_robust_list, -1, &head, &size));
    SHOW(syscall(SYS_get_robust_list, NOBODY, &head, &size));
}

static void policies(void)
{
    struct timespec t;
    int priorities[] = {0, 1, -1, 100}, p;

    for (int policy = -1; policy < 6; policy++) {
        printf("policy %d\n", policy);
        SHOW(syscall(SYS_sched_get_priority_max, policy));
        SHOW(syscall(SYS_sched_get_priority_min, policy));
        for (int i = 0; i < 4; i++)
            if (policy < 1 || policy > 2 || i != 1) /* no real time */
                SHOW(syscall(SYS_sched_setscheduler, 0, policy,
                             &priorities[i]));
    }
    p = 0;
    SHOW(syscall(SYS_sched_setscheduler, 0, 0, &p));
    SHOW(syscall(SYS_sched_setscheduler, 0, 0, NULL));
    SHOW(syscall(SYS_sched_setscheduler, -1, 0, &p));
    SHOW(syscall(SYS_sched_setscheduler, NOBODY, 0, &p));
    SHOW(syscall(SYS_sched_getscheduler, -1));
    SHOW(syscall(SYS_sched_getscheduler, NOBODY));
    SHOW(syscall(SYS_sched_setparam, 0, NULL));
    SHOW(syscall(SYS_sched_setparam, -1, &p));
    SHOW(syscall(SYS_sched_setparam, NOBODY, &p));
    SHOW(syscall(SYS_sched_setparam, 0, &p));
    p = 1;
    SHOW(syscall(SYS_sched_setparam, 0, &p));
    SHOW(syscall(SYS_sched_getparam, 0, NULL));
    SHOW(syscall(SYS_sched_getparam, -1, &p));
    SHOW(syscall(SYS_sched_getparam, NOBODY, &p));
    SHOW(syscall(SYS_sched_getparam, 0, &p));
    SHOW(p);
    SHOW(syscall(SYS_sched_rr_get_interval, -1, &t));
    SHOW(syscall(SYS_sched_rr_get_interval, NOBODY, &t));
    SHOW(syscall(SYS_sched_rr_get_interval, 0, &t));
}

static void processors(void)
{
    unsigned long set[16] = {0};

    SHOW(syscall(SYS_sched_setaffinity, 0, 0, set));
    SHOW(syscall(SYS_sched_setaffinity, 0, 8, set));
    SHOW(syscall(SYS_sched_setaffinity, -1, 8, set));
    SHOW(syscall(SYS_sched_setaffinity, NOBODY, 8, set));
    SHOW(syscall(SYS_sched_getaffinity, 0, 0, set));
    SHOW(syscall(SYS_sched_getaffinity, 0, 127, set));
    SHOW(syscall(SYS_sched_getaffinity, -1, 128, set));
    SHOW(syscall(SYS_sched_getaffinity, NOBODY, 128, set));
    HOLDS(syscall(SYS_sched_getaffinity, 0, 128, set) % 8 == 0);
    SHOW(syscall(SYS_sched_setaffinity, 0, 128, set));
    SHOW(syscall(SYS_membarrier, -1, 0, 0));
    SHOW(syscall(SYS_membarrier, 3, 0, 0));
    SHOW(syscall(SYS_membarrier, 0, 1, 0));
    SHOW(syscall(SYS_membarrier, 0, -1, 0));
    SHOW(syscall(SYS_membarrier, 8, 0, 0));
    SHOW(syscall(SYS_membarrier, 32, 0, 0));
    SHOW(syscall(SYS_membarrier, 16, 0, 0));
    SHOW(syscall(SYS_membarrier, 8, 0, 0));
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    words();
    counts();
    robust();
    policies();
    processors();
    return 0;
}
