/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Seals, fcntl(2): what the makers of a memfd promise its other users not to do
 * any more. Files with a name have none (EINVAL). The calls that a seal is
 * about ask ramfs_sealed().
 */
#include "ramfs.h"

#define SEALS                                                                  \
    (F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE |                \
     F_SEAL_FUTURE_WRITE)

#pragma weak file_object

static long add(struct file *f, struct ramfs_file *file, unsigned seals)
{
    if (!file_writable(f))
        return -EPERM;
    if ((seals & ~SEALS) || !file)
        return -EINVAL;
    if (file->seals & F_SEAL_SEAL)
        return -EPERM;
    if ((seals & ~file->seals & F_SEAL_WRITE) &&
        __unispec_reached(file_object) && vm_object_writable(&file->object))
        return -EBUSY;
    file->seals |= seals;
    return 0;
}

long memfd_seals(struct file *f, int command, unsigned seals)
{
    struct ramfs_file *file =
        f->ops == &ramfs_file_io ? ramfs_file(f->vnode) : NULL;

    if (file && !(file->seals & RAMFS_SEALABLE))
        file = NULL;
    if (command == F_ADD_SEALS)
        return add(f, file, seals);
    return file ? (long)(file->seals & SEALS) : -EINVAL;
}
