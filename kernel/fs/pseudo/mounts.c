/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Mounting /proc and /sys, and what /proc/mounts shows of a mount. */
#include <kernel/panic.h>
#include <string.h>
#include <sys/statfs.h>

#include "../mount.h"
#include "../pseudofs.h"

/* The working folder is the root as yet. The initrd may have the folder. */
static void mount_one(const char *path, struct pseudo_fs *fs)
{
    struct vnode *covered, *root = pseudo_mount(fs);
    long error = vfs_make(AT_FDCWD, path, S_IFDIR | 0555, NULL);

    if (!root || (error && error != -EEXIST) ||
        vfs_lookup(AT_FDCWD, path, PATH_FOLLOW, &covered) ||
        mount_add(covered, root))
        panic("cannot mount /%s", path);
    vnode_put(covered);
}

void pseudo_mount_wanted(void)
{
    mode_t umask = vfs_umask;

    vfs_umask = 0;
    if (proc_wanted())
        mount_one("proc", &proc_fs);
    if (sys_wanted())
        mount_one("sys", &sys_fs);
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
    struct statfs st = {0};

    root->ops->statfs(root, &st);
    for (unsigned i = 0; i < sizeof(types) / sizeof(*types); i++)
        if (types[i].magic == st.f_type)
            return types[i].name;
    return "tmpfs";
}
