/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* unlink(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

SYSCALL1(unlink, const char *, path)
{
    return vfs_unlink(AT_FDCWD, path);
}
