/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * mknod(2) and mknodat(2): FIFOs, regular files and sockets without anybody
 * behind them. Devices are in /dev from the start and cannot be made.
 */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

static long make(int dirfd, const char *path, mode_t mode)
{
    switch (mode & S_IFMT) {
    case 0:
        mode |= S_IFREG;
        break;
    case S_IFREG:
    case S_IFIFO:
    case S_IFSOCK:
        break;
    case S_IFDIR:
    case S_IFCHR:
    case S_IFBLK:
        return -EPERM;
    default:
        return -EINVAL;
    }
    return vfs_make(dirfd, path, mode & ~vfs_umask, NULL);
}

SYSCALL3(mknod, const char *, path, mode_t, mode, dev_t, device)
{
    (void)device;
    return make(AT_FDCWD, path, mode);
}

SYSCALL4(mknodat, int, dirfd, const char *, path, mode_t, mode, dev_t, device)
{
    (void)device;
    return make(dirfd, path, mode);
}
