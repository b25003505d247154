/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* umask(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

SYSCALL1(umask, mode_t, mask)
{
    mode_t old = vfs_umask;

    vfs_umask = mask & 0777;
    return old;
}
