/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Futexes of a program with one thread: nobody waits, so nobody is woken, and
 * a wait without a deadline would last for ever. That is a fault of the program
 * (a mutex locked twice, a semaphore that nobody posts), and is said loudly.
 */
#include "futex.h"
#include <errno.h>
#include <kernel/process.h>

long futex_block(uint32_t *word, uint32_t bits, uint64_t deadline)
{
    (void)word;
    (void)bits;
    if (deadline == UINT64_MAX)
        process_deadlock("another thread to wake it, but it has only one");
    sleep_until(deadline);
    return -ETIMEDOUT;
}

long futex_wake(uint32_t *word, uint32_t n, uint32_t bits)
{
    (void)word;
    (void)n;
    (void)bits;
    return 0;
}

long futex_move(uint32_t *word, uint32_t n, uint32_t *to, uint32_t m)
{
    (void)word;
    (void)n;
    (void)to;
    (void)m;
    return 0;
}
