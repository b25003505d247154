/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* open(2), openat(2) and creat(2). */
#include <kernel/syscall.h>
#include <kernel/thread.h>
#include <kernel/vfs.h>

/* Asking whether it is reached must not extract it. */
#pragma weak thread_create

/* The descriptor is found first: without one nothing is created. */
static long open_at(int dirfd, const char *path, unsigned flags, mode_t mode)
{
    struct file *file;
    int fd = fd_find(0), error;

    if (fd < 0)
        return fd;
    error = vfs_open(dirfd, path, flags, mode, &file);
    if (error)
        return error;
    if (THREADS && fd_get_any(fd)) /* another thread took it meanwhile */
        return fd_install(file, 0, flags);
    return fd_set_file(fd, file, flags);
}

SYSCALL3(open, const char *, path, unsigned, flags, mode_t, mode)
{
    return open_at(AT_FDCWD, path, flags, mode);
}

SYSCALL4(openat, int, dirfd, const char *, path, unsigned, flags, mode_t, mode)
{
    return open_at(dirfd, path, flags, mode);
}

SYSCALL2(creat, const char *, path, mode_t, mode)
{
    return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
