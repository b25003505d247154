/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Waking, requeueing and WAKE_OP where nobody waits; unknown operations. */
#include "proc_check.h"

#define FUTEX(op, value, value2, word2, value3)                                \
    syscall(SYS_futex, &word, op, value, (long)(value2), word2, value3)
#define OP(op, operand, compare, with)                                         \
    ((op) << 28 | (compare) << 24 | ((operand) & 0xfff) << 12 |                \
     ((with) & 0xfff))

static unsigned word = 5, other = 100;

static void wake_op(unsigned encoded)
{
    long result = FUTEX(5, 1, 1, &other, encoded);

    printf("wake op %08x: %ld, %u\n", encoded, result, other);
}

int main(void)
{
    SHOW(FUTEX(1, 1, 0, NULL, 0));
    SHOW(FUTEX(1 | 128, 0x7fffffff, 0, NULL, 0));
    SHOW(FUTEX(10, 1, 0, NULL, 1));
    SHOW(FUTEX(10, 1, 0, NULL, 0));
    SHOW(FUTEX(3, 1, 1, &other, 0));
    SHOW(FUTEX(3, -1, 1, &other, 0));
    SHOW(FUTEX(4, 1, 1, &other, 5));
    SHOW(FUTEX(4, 1, 1, &other, 6));
    wake_op(OP(0u, 7, 0, 0));
    wake_op(OP(1u, -2, 1, -1));
    wake_op(OP(2u, 8, 2, 3));
    wake_op(OP(3u, 1, 3, 3));
    wake_op(OP(4u, 0x7ff, 4, 3));
    wake_op(OP(8u, 20, 5, 3)); /* set to 1 << 20 */
    SHOW(FUTEX(5, 1, 1, &other, OP(5u, 0, 0, 0)));
    SHOW(FUTEX(5, 1, 1, &other, OP(0u, 7, 6, 0)));
    SHOW(syscall(SYS_futex, (char *)&word + 2, 1, 1, 0, 0, 0));
    SHOW(FUTEX(77, 1, 0, NULL, 0));
    SHOW(FUTEX(0 | 256, 4, 0, NULL, 0));
    SHOW(FUTEX(1 | 256, 1, 0, NULL, 0));
    return 0;
}
