/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Mounting /proc and /sys, and what /proc/mounts shows of a mount. */
#include <kernel/panic.h>
#include <string.h>
#include <sys/statfs.h>

#include "../mount.h"
#include "../pseudofs.h"

static int mount_fs(struct pseudo_fs *fs, struct vnode **root)
{
    *root = pseudo_mount(fs);
    return *root ? 0 : -ENOMEM;
}

static int proc_mount(const char *source, const char *options,
                      unsigned long flags, struct vnode **root)
{
    (void)source, (void)options, (void)flags;
    return mount_fs(&proc_fs, root);
}

static int sys_fs_mount(const char *source, const char *options,
                        unsigned long flags, struct vnode **root)
{
    (void)source, (void)options, (void)flags;
    return mount_fs(&sys_fs, root);
}

/* Each node refers to the one above. */
static int unmount(struct vnode *root)
{
    if (root->refs > 1)
        return -EBUSY;
    vnode_put(root);
    return 0;
}

const struct mount_type mount_proc = {proc_mount, unmount},
                        mount_sysfs = {sys_fs_mount, unmount};

/* The working folder is the root as yet. The initrd may have the folder. */
static void mount_one(const char *path, const struct mount_type *type)
{
    struct vnode *covered, *root;
    long error = vfs_make(AT_FDCWD, path, S_IFDIR | 0555, NULL);

    if ((error && error != -EEXIST) || type->mount("", "", 0, &root) ||
        vfs_lookup(AT_FDCWD, path, PATH_FOLLOW, &covered) ||
        mount_add(covered, root, type))
        panic("cannot mount /%s", path);
    vnode_put(covered);
}

void pseudo_mount_wanted(void)
{
    mode_t umask = vfs_umask;

    vfs_umask = 0;
    if (proc_wanted())
        mount_one("proc", &mount_proc);
    if (sys_wanted())
        mount_one("sys", &mount_sysfs);
    vfs_umask = umask;
}

const char *mount_type_name(struct vnode *root)
{
    static const struct {
        unsigned long magic;
        char name[8];
    } types[] = {{0x9fa0, "proc"},
                 {0x62656572, "sysfs"},
                 {0x01021997, "9p"},
                 {0xef53, "ext3"}};
    struct statfs st;

    vfs_statfs(root, &st);
    for (unsigned i = 0; i < sizeof(types) / sizeof(*types); i++)
        if (types[i].magic == st.f_type)
            return types[i].name;
    return "tmpfs";
}
