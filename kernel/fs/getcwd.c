/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * getcwd(2): climbs from the working directory to the root, asking each
 * directory for the name of its child, and writes the path from its end.
 */
#include <kernel/syscall.h>
#include <kernel/vfs.h>
#include <string.h>

#include "mount.h"

SYSCALL2(getcwd, char *, buffer, size_t, size)
{
    struct vnode *at = vfs_cwd(), *root = vfs_root();
    char path[VFS_PATH_MAX];
    size_t start = sizeof(path);

    path[--start] = '\0';
    if (at == root)
        path[--start] = '/';
    while (at != root) {
        struct vnode *parent;
        struct name name;

        if (MOUNTS)
            at = mount_covered(at);
        parent = at->ops->parent(at);
        if (!parent->ops->name_of(parent, at, &name))
            return -ENOENT;
        if (name.length + 1 > start)
            return -ENAMETOOLONG;
        start -= name.length;
        memcpy(path + start, name.text, name.length);
        path[--start] = '/';
        at = parent;
    }
    if (size < sizeof(path) - start)
        return -ERANGE;
    memcpy(buffer, path + start, sizeof(path) - start);
    return sizeof(path) - start;
}
