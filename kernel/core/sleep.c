/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sleeping of the current thread; nothing but the time ends it. */
#include <errno.h>
#include <kernel/process.h>
#include <kernel/wait.h>

void sleep_until(uint64_t monotonic_ns)
{
    while (wait_block(monotonic_ns, "time to pass") != -ETIMEDOUT)
        ;
}
