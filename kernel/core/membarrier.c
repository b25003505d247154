/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * membarrier: with one processor, whoever calls it has seen to the others, as a
 * switch between threads is a barrier. The commands and the order of the
 * checks follow membarrier(2).
 */
#include <errno.h>
#include <kernel/syscall.h>
#include <stdbool.h>

enum {
    QUERY = 0,
    GLOBAL = 1,
    GLOBAL_EXPEDITED = 2,
    REGISTER_GLOBAL_EXPEDITED = 4,
    PRIVATE_EXPEDITED = 8,
    REGISTER_PRIVATE_EXPEDITED = 16,
    PRIVATE_EXPEDITED_SYNC_CORE = 32,
    REGISTER_PRIVATE_EXPEDITED_SYNC_CORE = 64,
    ALL = 127,
};

SYSCALL3(membarrier, int, command, unsigned, flags, int, cpu)
{
    static int registered;

    (void)cpu;
    if (flags)
        return -EINVAL;
    switch (command) {
    case QUERY:
        return ALL;
    case GLOBAL:
    case GLOBAL_EXPEDITED:
    case REGISTER_GLOBAL_EXPEDITED:
        return 0;
    case REGISTER_PRIVATE_EXPEDITED:
    case REGISTER_PRIVATE_EXPEDITED_SYNC_CORE:
        registered |= command;
        return 0;
    case PRIVATE_EXPEDITED:
    case PRIVATE_EXPEDITED_SYNC_CORE:
        return registered & command << 1 ? 0 : -EPERM;
    default:
        return -EINVAL;
    }
}
