/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* rmdir(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

SYSCALL1(rmdir, const char *, path)
{
    return vfs_rmdir(AT_FDCWD, path);
}
