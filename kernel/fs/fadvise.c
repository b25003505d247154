/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fadvise64(2): everything is in memory, so advice is checked and dropped. */
#include <kernel/file.h>
#include <kernel/syscall.h>

SYSCALL4(fadvise64, int, fd, off_t, offset, off_t, length, int, advice)
{
    struct file *f = fd_get(fd);

    (void)offset;
    if (!f)
        return -EBADF;
    if (file_is_pipe(f))
        return -ESPIPE;
    return length < 0 || advice < POSIX_FADV_NORMAL ||
                   advice > POSIX_FADV_NOREUSE
               ? -EINVAL
               : 0;
}
