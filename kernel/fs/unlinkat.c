/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* unlinkat(2): unlink and rmdir in one. */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

SYSCALL3(unlinkat, int, dirfd, const char *, path, unsigned, flags)
{
    if (flags & ~AT_REMOVEDIR)
        return -EINVAL;
    return flags ? vfs_rmdir(dirfd, path) : vfs_unlink(dirfd, path);
}
