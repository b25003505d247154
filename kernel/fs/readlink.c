/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* readlink(2) and readlinkat(2). */
#include <kernel/syscall.h>
#include <kernel/text.h>
#include <kernel/vfs.h>
#include <string.h>

static long read_link(int dirfd, const char *path, char *buffer, int size)
{
    struct vnode *node;
    long n;

    if (size <= 0)
        return -EINVAL;
    n = vfs_lookup(dirfd, path, PATH_EMPTY, &node);
    if (n)
        return n;
    if (S_ISLNK(node->mode)) {
        const char *target = node->ops->target(node);

        n = target ? (long)text_length(target, size) : -EIO;
        if (n > 0)
            memcpy(buffer, target, n);
    } else {
        n = *path ? -EINVAL : -ENOENT;
    }
    vnode_put(node);
    return n;
}

SYSCALL3(readlink, const char *, path, char *, buffer, int, size)
{
    return *path ? read_link(AT_FDCWD, path, buffer, size) : -ENOENT;
}

SYSCALL4(readlinkat, int, dirfd, const char *, path, char *, buffer, int, size)
{
    return read_link(dirfd, path, buffer, size);
}
