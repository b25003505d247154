/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* memfd_create(2): a file of ramfs without a name, which may be sealed. */
#include <kernel/file.h>
#include <kernel/syscall.h>
#include <kernel/text.h>
#include <sys/mman.h>

#include "ramfs.h"

#define NAME_MAX_LENGTH 249

SYSCALL2(memfd_create, const char *, name, unsigned, flags)
{
    struct vnode *node;
    struct file *f;
    int error;

    if ((flags & ~(MFD_CLOEXEC | MFD_ALLOW_SEALING)) ||
        text_length(name, NAME_MAX_LENGTH + 1) > NAME_MAX_LENGTH)
        return -EINVAL;
    node = ramfs_node(S_IFREG | 0777, 0, NULL, 0);
    if (!node)
        return -ENOMEM;
    if (__unispec_reached((const void *)memfd_seals))
        ramfs_file(node)->seals =
            RAMFS_SEALABLE | (flags & MFD_ALLOW_SEALING ? 0 : F_SEAL_SEAL);
    error = node->ops->open(node, O_RDWR | VFS_LARGE_FILE, &f);
    vnode_put(node);
    if (error)
        return error;
    return fd_install(f, 0, flags & MFD_CLOEXEC ? O_CLOEXEC : 0);
}
