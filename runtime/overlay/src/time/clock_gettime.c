/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The clock without a vdso, which a unikernel has no need of, and without
 * musl's fallback to gettimeofday for kernels that lack the call.
 */
#include "syscall.h"
#include <time.h>

int __clock_gettime(clockid_t clk, struct timespec *ts)
{
    return syscall(SYS_clock_gettime, clk, ts);
}

weak_alias(__clock_gettime, clock_gettime);
