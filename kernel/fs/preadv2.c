/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* preadv2(2). */
#include <kernel/syscall.h>

#include "rwf.h"

SYSCALL6(preadv2, int, fd, const struct iovec *, iov, unsigned long, count,
         off_t, offset, unsigned long, high, unsigned, flags)
{
    (void)high;
    if (offset < -1)
        return -EINVAL;
    return rwf_transfer(file_readv, fd, iov, count, offset, flags);
}
