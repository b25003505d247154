/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * futex, the portable half: decodes and checks every operation, then asks
 * futex_block(), futex_wake() and futex_move() of futex_queue.c, which know who
 * waits.
 *
 * The operations and the order of their checks follow futex(2) and Linux.
 */
#include "futex.h"
#include "time.h"
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/syscall.h>

#define NO_DEADLINE UINT64_MAX
#define FUTEX_ANY 0xffffffffu /* the bit set that matches all */

/* How the fourth argument tells the deadline. */
static long futex_deadline(const struct timespec *t, bool absolute, bool wall,
                           uint64_t *deadline)
{
    uint64_t now, ns;

    *deadline = NO_DEADLINE;
    if (!t)
        return 0;
    if (!timespec_valid(t))
        return -EINVAL;
    ns = timespec_ns(t);
    now = arch_clock_ns();
    if (wall) {
        uint64_t date = arch_wall_ns();

        ns = ns > date ? ns - date : 0;
    }
    if (!absolute || wall)
        ns = ns > INT64_MAX - now ? INT64_MAX : now + ns;
    *deadline = ns;
    return 0;
}

static long futex_wait(uint32_t *word, uint32_t value, uint32_t bits,
                       uint64_t deadline)
{
    if (!bits)
        return -EINVAL;
    if (__atomic_load_n(word, __ATOMIC_SEQ_CST) != value)
        return -EAGAIN;
    return futex_block(word, bits, deadline);
}

/* As on Linux, who is to wake none, or less, wakes one. */
static uint32_t at_least_one(uint32_t n)
{
    return (int)n < 1 ? 1 : n;
}

static long futex_requeue(const struct futex_call *c, bool compare)
{
    if ((int)c->value < 0 || (int)c->value2 < 0)
        return -EINVAL;
    if ((uintptr_t)c->word2 % sizeof(uint32_t))
        return -EINVAL;
    if (compare && __atomic_load_n(c->word, __ATOMIC_SEQ_CST) != c->value3)
        return -EAGAIN;
    return futex_move(c->word, c->value, c->word2, c->value2);
}

static bool compare_holds(unsigned how, int old, int with)
{
    switch (how) {
    case 0:
        return old == with;
    case 1:
        return old != with;
    case 2:
        return old < with;
    case 3:
        return old <= with;
    case 4:
        return old > with;
    default:
        return old >= with;
    }
}

/* Applies the operation to the word and returns what it was. */
static int apply(unsigned what, uint32_t *word, int operand)
{
    uint32_t v = (uint32_t)operand;

    switch (what) {
    case 0:
        return (int)__atomic_exchange_n(word, v, __ATOMIC_SEQ_CST);
    case 1:
        return (int)__atomic_fetch_add(word, v, __ATOMIC_SEQ_CST);
    case 2:
        return (int)__atomic_fetch_or(word, v, __ATOMIC_SEQ_CST);
    case 3:
        return (int)__atomic_fetch_and(word, ~v, __ATOMIC_SEQ_CST);
    default:
        return (int)__atomic_fetch_xor(word, v, __ATOMIC_SEQ_CST);
    }
}

/* FUTEX_WAKE_OP: op(4) cmp(4) operand(12) comparand(12), both signed. */
static long futex_wake_op(const struct futex_call *c)
{
    unsigned what = c->value3 >> 28 & 7, how = c->value3 >> 24 & 15;
    int operand = (int)(c->value3 << 8) >> 20;
    int comparand = (int)(c->value3 << 20) >> 20;
    long woken;
    int old;

    if ((uintptr_t)c->word2 % sizeof(uint32_t))
        return -EINVAL;
    if (what > 4 || how > 5)
        return -ENOSYS;
    if (c->value3 >> 31) /* FUTEX_OP_OPARG_SHIFT */
        operand = (int)(1u << (operand & 31));
    old = apply(what, c->word2, operand);
    woken = futex_wake(c->word, at_least_one(c->value), FUTEX_ANY);
    if (compare_holds(how, old, comparand))
        woken += futex_wake(c->word2, at_least_one(c->value2), FUTEX_ANY);
    return woken;
}

SYSCALL6(futex, uint32_t *, word, int, op, uint32_t, value,
         const struct timespec *, timeout, uint32_t *, word2, uint32_t, value3)
{
    /* Operations that take a second number pass it in place of the timeout. */
    struct futex_call call = {word, value, word2, (uint32_t)(uintptr_t)timeout,
                              value3};
    int command = op & FUTEX_COMMAND;
    bool wall = op & FUTEX_CLOCK_REALTIME;
    uint64_t deadline = NO_DEADLINE;
    long error = 0;

    if (wall && command != FUTEX_WAIT_BITSET)
        return -ENOSYS;
    if (command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET)
        error = futex_deadline(timeout, command == FUTEX_WAIT_BITSET, wall,
                               &deadline);
    if (error)
        return error;
    if ((uintptr_t)word % sizeof(uint32_t))
        return -EINVAL;
    switch (command) {
    case FUTEX_WAIT:
        return futex_wait(word, value, FUTEX_ANY, deadline);
    case FUTEX_WAIT_BITSET:
        return futex_wait(word, value, value3, deadline);
    case FUTEX_WAKE:
        return futex_wake(word, at_least_one(value), FUTEX_ANY);
    case FUTEX_WAKE_BITSET:
        return value3 ? futex_wake(word, at_least_one(value), value3)
                      : -EINVAL;
    case FUTEX_REQUEUE:
        return futex_requeue(&call, false);
    case FUTEX_CMP_REQUEUE:
        return futex_requeue(&call, true);
    case FUTEX_WAKE_OP:
        return futex_wake_op(&call);
    default:
        return -ENOSYS; /* priority inheritance included */
    }
}
