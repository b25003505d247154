/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The numbers of futex(2), which libc does not publish, and the boundary
 * between decoding a call (futex.c) and making threads wait (futex_queue.c).
 */
#ifndef KERNEL_CORE_FUTEX_H
#define KERNEL_CORE_FUTEX_H

#include <stdbool.h>
#include <stdint.h>

enum {
    FUTEX_WAIT = 0,
    FUTEX_WAKE = 1,
    FUTEX_REQUEUE = 3,
    FUTEX_CMP_REQUEUE = 4,
    FUTEX_WAKE_OP = 5,
    FUTEX_WAIT_BITSET = 9,
    FUTEX_WAKE_BITSET = 10,
    FUTEX_COMMAND = 0x7f, /* without the private and clock flags */
    FUTEX_CLOCK_REALTIME = 0x100,
};

struct futex_call {
    uint32_t *word, value, *word2, value2, value3;
};

/*
 * Waits on the word, whose value the caller has just compared, until a wake
 * with a common bit (0), or until arch_clock_ns() reaches the deadline
 * (-ETIMEDOUT); UINT64_MAX: no deadline. Nothing may come between the
 * comparison and the wait.
 */
long futex_block(uint32_t *word, uint32_t bits, uint64_t deadline);
/* Wakes up to n waiters of the word; returns how many. */
long futex_wake(uint32_t *word, uint32_t n, uint32_t bits);
/* Wakes up to n waiters and moves up to m others; returns the sum. */
long futex_move(uint32_t *word, uint32_t n, uint32_t *to, uint32_t m);

#endif
