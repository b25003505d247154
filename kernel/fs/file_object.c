/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What mmap asks of an open file. Used by the memory layer. */
#include <kernel/file.h>
#include <sys/mman.h>

int file_object(int fd, unsigned prot, unsigned flags,
                struct vm_object **object)
{
    struct file *f = fd_get(fd);

    if (!f)
        return -EBADF;
    if (!file_readable(f))
        return -EACCES;
    if ((flags & MAP_TYPE) != MAP_PRIVATE && (prot & PROT_WRITE) &&
        !file_writable(f))
        return -EACCES;
    return f->ops->object ? f->ops->object(f, object) : -ENODEV;
}
