/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sync(2) and syncfs(2): only disks keep what was changed for later. */
#include <kernel/file.h>
#include <kernel/syscall.h>

#pragma weak ext_journal_start
#pragma weak ext_sync_all
void ext_journal_start(void);
void ext_sync_all(void);

static void sync_disks(void)
{
    if (__unispec_reached((const void *)ext_journal_start))
        ext_sync_all();
}

SYSCALL0(sync)
{
    sync_disks();
    return 0;
}

SYSCALL1(syncfs, int, fd)
{
    if (!fd_get(fd))
        return -EBADF;
    sync_disks();
    return 0;
}
