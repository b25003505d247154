/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Files in use by a call that may block: another thread may close the
 * descriptor meanwhile, so the call holds a reference. A program with one
 * thread, or one that closes nothing, has none of this. Not for files that
 * themselves need what is declared weak here.
 */
#ifndef KERNEL_FS_HOLD_H
#define KERNEL_FS_HOLD_H

#include <kernel/file.h>
#include <kernel/thread.h>
#include <unispec/syscalls.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak fd_close
#pragma weak sys_dup2
#pragma weak sys_dup3

#define HOLDS                                                                  \
    (THREADS && (__unispec_reached((const void *)fd_close) ||                  \
                 __unispec_reached((const void *)sys_dup2) ||                  \
                 __unispec_reached((const void *)sys_dup3)))

static inline struct file *file_hold(struct file *f)
{
    if (HOLDS && f)
        file_get(f);
    return f;
}

/* fd_get() for such a call; file_drop() takes NULL, too. */
static inline struct file *fd_hold(int fd)
{
    return file_hold(fd_get(fd));
}

static inline void file_drop(struct file *f)
{
    if (HOLDS && f)
        file_put(f);
}

#endif
