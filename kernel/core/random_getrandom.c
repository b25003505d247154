/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getrandom: never blocks and never falls short; the flags are checked. */
#include <errno.h>
#include <kernel/random.h>
#include <kernel/syscall.h>
#include <limits.h>
#include <sys/random.h>

#ifndef GRND_INSECURE
#define GRND_INSECURE 4
#endif

SYSCALL3(getrandom, void *, buffer, size_t, size, unsigned, flags)
{
    if (flags & ~(unsigned)(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE))
        return -EINVAL;
    if ((flags & GRND_RANDOM) && (flags & GRND_INSECURE))
        return -EINVAL;
    if (size > INT_MAX)
        size = INT_MAX;
    random_bytes(buffer, size);
    return (long)size;
}
