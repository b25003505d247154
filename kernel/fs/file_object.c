/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What mmap asks of an open file. Used by the memory layer. */
#include <sys/mman.h>

#include "ramfs.h"

/* A memfd that must not be written any more. */
static bool sealed(const struct file *f)
{
    return __unispec_reached((const void *)memfd_seals) &&
           f->ops == &ramfs_file_io &&
           ramfs_sealed(ramfs_file(f->vnode),
                        F_SEAL_WRITE | F_SEAL_FUTURE_WRITE);
}

int file_object(int fd, unsigned prot, unsigned flags,
                struct vm_object **object)
{
    struct file *f = fd_get(fd);

    if (!f)
        return -EBADF;
    if (!file_readable(f))
        return -EACCES;
    if ((flags & MAP_TYPE) != MAP_PRIVATE && (prot & PROT_WRITE)) {
        if (!file_writable(f))
            return -EACCES;
        if (sealed(f))
            return -EPERM;
    }
    return f->ops->object ? f->ops->object(f, object) : -ENODEV;
}
