/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * mount(2) and umount2(2). The types are those below; disks and shares only in
 * images that have them for the command line's sake. Flags that restrict
 * programs and devices restrict nothing here; binding, moving and mounting anew
 * are refused (EINVAL), and what is said of propagation is taken.
 */
#include "../mount.h"

#include <kernel/mm.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <string.h>
#include <sys/mount.h>

#define MAGIC_MASK 0xffff0000ul /* of old programs: no flags */
#define MAGIC 0xc0ed0000ul
#define PROPAGATION (MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE)
#define REFUSED (MS_REMOUNT | MS_BIND | MS_MOVE)

static const struct mount_type *type_of(const char *name)
{
    if (!strcmp(name, "tmpfs") || !strcmp(name, "ramfs"))
        return &mount_tmpfs;
    if (!strcmp(name, "devtmpfs"))
        return &mount_devtmpfs;
    if (!strcmp(name, "proc"))
        return &mount_proc;
    if (!strcmp(name, "sysfs"))
        return &mount_sysfs;
    if (__unispec_reached(mention_share) && !strcmp(name, "9p"))
        return &mount_ninep;
    if (__unispec_reached(mention_mounted) && !strcmp(name, "ext3"))
        return &mount_ext3;
    return NULL;
}

/* The root of some mount, or that of the tree. */
static bool is_root(struct vnode *v)
{
    return v == vfs_root() || mount_covered(v) != v;
}

static long mount_new(const char *source, struct vnode *covered,
                      const char *name, unsigned long flags, const char *data)
{
    const struct mount_type *type = name ? type_of(name) : NULL;
    struct vnode *root;
    int error;

    if (!type)
        return name ? -ENODEV : -EINVAL;
    error = type->mount(source ? source : "", data ? data : "", flags, &root);
    if (error)
        return error;
    /* There is one sysfs, which does not lie over itself. */
    if (type == &mount_sysfs && root->dev == covered->dev && is_root(covered))
        error = -EBUSY;
    else
        error = mount_add(covered, root, type);
    if (error)
        type->unmount(root);
    return error;
}

SYSCALL5(mount, const char *, source, const char *, target, const char *, type,
         unsigned long, flags, const char *, data)
{
    struct vnode *covered;
    long error;

    if ((flags & MAGIC_MASK) == MAGIC)
        flags &= ~MAGIC_MASK;
    error = vfs_lookup(AT_FDCWD, target, PATH_FOLLOW, &covered);
    if (error)
        return error;
    if (process_ids.euid)
        error = -EPERM;
    else if (flags & REFUSED)
        error = -EINVAL;
    else if (flags & PROPAGATION)
        error = is_root(covered) ? 0 : -EINVAL;
    else
        error = mount_new(source, covered, type, flags, data);
    vnode_put(covered);
    return error;
}

#define UMOUNT_FLAGS (MNT_FORCE | MNT_DETACH | MNT_EXPIRE | UMOUNT_NOFOLLOW)

/*
 * MNT_EXPIRE takes away what a second call finds unused since the first; here
 * every call counts as the first.
 */
SYSCALL2(umount2, const char *, target, int, flags)
{
    struct vnode *root;
    int error;

    if (flags & ~UMOUNT_FLAGS)
        return -EINVAL;
    error = vfs_lookup(AT_FDCWD, target,
                       flags & UMOUNT_NOFOLLOW ? 0 : PATH_FOLLOW, &root);
    if (error)
        return error;
    vnode_put(root); /* what is mounted stays with its mount */
    if (mount_covered(root) == root)
        return -EINVAL;
    if (process_ids.euid)
        return -EPERM;
    if (flags & MNT_EXPIRE)
        return flags & (MNT_FORCE | MNT_DETACH) ? -EINVAL : -EAGAIN;
    return mount_remove(root, flags & MNT_DETACH);
}
