/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The table of mounts: a list, the latest first. Used by path lookup. */
#include "mount.h"

#include <kernel/mm.h>

#define FIRST_DEV 0x20 /* anonymous device numbers, 0:32 and so on */

struct mount {
    struct mount *next;
    struct vnode *covered, *root; /* references */
    const struct mount_type *type;
};

static struct mount *mounts;
const char *mount_why;

dev_t mount_dev(void)
{
    static dev_t last = FIRST_DEV;

    return last++;
}

int mount_add(struct vnode *covered, struct vnode *root,
              const struct mount_type *type)
{
    struct mount *m;

    if (!S_ISDIR(covered->mode))
        return -ENOTDIR;
    if (covered == vfs_root())
        return -EBUSY;
    m = kmalloc(sizeof(*m));
    if (!m)
        return -ENOMEM;
    *m = (struct mount){mounts, vnode_get(covered), root, type};
    mounts = m;
    return 0;
}

/* Something is mounted on a directory of the file system. */
static bool mounted_below(const struct mount *above)
{
    for (const struct mount *m = mounts; m; m = m->next)
        if (m != above && m->covered->dev == above->root->dev)
            return true;
    return false;
}

int mount_remove(struct vnode *root, bool detach)
{
    struct mount **at = &mounts, *m;
    int error;

    while (*at && (*at)->root != root)
        at = &(*at)->next;
    m = *at;
    if (!m)
        return -EINVAL;
    if (mounted_below(m))
        return -EBUSY;
    error = m->type->unmount(root);
    if (error && !(error == -EBUSY && detach))
        return error;
    *at = m->next;
    vnode_put(m->covered);
    kfree(m);
    return 0;
}

struct vnode *mount_root_of(unsigned number)
{
    const struct mount *m;
    unsigned after = 0;

    for (m = mounts; m; m = m->next)
        after++;
    if (number >= after)
        return NULL;
    for (m = mounts; --after > number;)
        m = m->next;
    return m->root;
}

struct vnode *mount_cross(struct vnode *v)
{
    struct mount *m = mounts;

    while (m) {
        if (m->covered == v) {
            vnode_get(m->root);
            vnode_put(v);
            v = m->root;
            m = mounts; /* something may cover that */
        } else {
            m = m->next;
        }
    }
    return v;
}

struct vnode *mount_covered(struct vnode *v)
{
    const struct mount *m = mounts;

    while (m) {
        if (m->root == v) {
            v = m->covered;
            m = mounts;
        } else {
            m = m->next;
        }
    }
    return v;
}
