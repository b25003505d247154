/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The path of a directory: climbs to the root, asking each directory for the
 * name of its child, and writes the path from its end.
 */
#include "path_text.h"

#include <string.h>

#include "mount.h"

long path_of_dir(struct vnode *at, char path[VFS_PATH_MAX])
{
    struct vnode *root = vfs_root();
    size_t start = VFS_PATH_MAX;

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
    return start;
}
