/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The tree comes up: on the first use of a path, a ramfs with /dev and /tmp,
 * filled from the initrd. Used by path lookup.
 */
#include <kernel/panic.h>
#include <string.h>

#include "cpio.h"
#include "mount.h"
#include "pseudofs.h"
#include "ramfs.h"

static struct vnode *make_dir(struct vnode *root, const char *name, mode_t mode)
{
    struct vnode *dir;

    if (ramfs_create(root, (struct name){name, strlen(name)}, S_IFDIR | mode, 0,
                     NULL, &dir))
        panic("no memory for the root file system");
    vnode_put(dir);
    return dir;
}

static struct vnode *mount_root(void)
{
    struct vnode *root = ramfs_mount();

    if (!root)
        panic("no memory for the root file system");
    ramfs_dir(make_dir(root, "dev", 0755))->devices = true;
    make_dir(root, "tmp", 01777);
    cpio_unpack_initrd(root);
    return root;
}

struct vnode *vfs_root(void)
{
    static struct vnode *root;

    if (!root) {
        root = mount_root();
        if (proc_wanted() || sys_wanted())
            pseudo_mount_wanted();
        if (__unispec_reached(mention_share))
            mount_boot_share();
        if (__unispec_reached(mention_mounted))
            mount_boot_disks();
    }
    return root;
}
