/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * flock(2). A lock of the other kind is given back before the new one is
 * taken, as on Linux: where that fails the file has none.
 */
#include <kernel/syscall.h>
#include <sys/file.h>

#include "hold.h"
#include "lock.h"

#define LOCK_MANDATORY 32 /* of any file: Linux has none, and ignores it */

static long change(struct file *f, int kind, bool wait)
{
    struct lock_range range = {0, LOCK_END, kind == LOCK_EX, true};
    int error = lock_drop(f, f, &range);

    return error || kind == LOCK_UN ? error : lock_take(f, f, &range, wait);
}

SYSCALL2(flock, int, fd, int, operation)
{
    int kind = operation & ~LOCK_NB;
    struct file *f;
    long result;

    if (operation & LOCK_MANDATORY)
        return 0;
    if (kind != LOCK_SH && kind != LOCK_EX && kind != LOCK_UN)
        return -EINVAL;
    f = fd_hold(fd);
    result = f ? change(f, kind, !(operation & LOCK_NB)) : -EBADF;
    file_drop(f);
    return result;
}
