/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sleeping of the current thread. */
#include <errno.h>
#include <kernel/process.h>
#include <kernel/wait.h>

int sleep_until(uint64_t monotonic_ns)
{
    int error;

    while (!(error = wait_block(monotonic_ns, "time to pass")))
        ;
    return error == -ETIMEDOUT ? 0 : error;
}
