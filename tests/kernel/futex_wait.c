/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* FUTEX_WAIT and WAIT_BITSET that need no second thread. */
#include "proc_check.h"

#define WAIT 0
#define WAIT_BITSET 9
#define PRIVATE 128
#define REALTIME 256
#define FUTEX(word, op, value, timeout, bits)                                  \
    syscall(SYS_futex, word, op, value, timeout, NULL, bits)

static unsigned word = 5;

int main(void)
{
    struct timespec some = {0, 30000000}, zero = {0, 0}, at;
    int64_t start = now_ns(CLOCK_MONOTONIC);

    SHOW(FUTEX(&word, WAIT, 4, NULL, 0));
    SHOW(FUTEX(&word, WAIT | PRIVATE, 4, &some, 0));
    SHOW(FUTEX(&word, WAIT, 5, &some, 0));
    HOLDS(now_ns(CLOCK_MONOTONIC) - start >= 30000000);
    SHOW(FUTEX(&word, WAIT | PRIVATE, 5, &zero, 0));
    SHOW(FUTEX(&word, WAIT, 5, &((struct timespec){0, 1000000000}), 0));
    SHOW(FUTEX(&word, WAIT, 5, &((struct timespec){-1, 0}), 0));
    SHOW(FUTEX((char *)&word + 1, WAIT, 5, &zero, 0));
    SHOW(FUTEX(&word, WAIT_BITSET, 5, &zero, 0));
    SHOW(FUTEX(&word, WAIT_BITSET, 4, NULL, 1));
    SHOW(FUTEX(&word, WAIT_BITSET, 5, &zero, 1)); /* absolute: long ago */
    start = now_ns(CLOCK_MONOTONIC);
    clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_sec++;
    SHOW(FUTEX(&word, WAIT_BITSET | PRIVATE, 5, &at, ~0u));
    HOLDS(now_ns(CLOCK_MONOTONIC) - start >= 1000000000);
    start = now_ns(CLOCK_MONOTONIC);
    clock_gettime(CLOCK_REALTIME, &at);
    at.tv_sec++;
    SHOW(FUTEX(&word, WAIT_BITSET | REALTIME, 5, &at, ~0u));
    HOLDS(now_ns(CLOCK_MONOTONIC) - start >= 900000000);
    return 0;
}
