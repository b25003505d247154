/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The table of mounts in /proc: proc(5), fstab(5). */
#include "procfs.h"

#include <string.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include "../mount.h"
#include "../path_text.h"

static void one_mount(struct pseudo_text *text, struct vnode *root, unsigned i,
                      bool info)
{
    const char *type = mount_type_name(root);

    if (info)
        pseudo_print(text, "%u %u %u:%u / ", i + 1, i ? 1 : 0, major(root->dev),
                     minor(root->dev));
    else
        pseudo_print(text, "%s ", type);
    path_text(root, text);
    if (info)
        pseudo_print(text, " rw,relatime - %s %s rw\n", type, type);
    else
        pseudo_print(text, " %s rw,relatime 0 0\n", type);
}

static void all_mounts(struct pseudo_text *text, bool info)
{
    struct vnode *root;

    one_mount(text, vfs_root(), 0, info);
    for (unsigned i = 0; (root = mount_root_of(i)); i++)
        one_mount(text, root, i + 1, info);
}

void proc_mounts(struct pseudo_text *text, int number)
{
    (void)number;
    all_mounts(text, false);
}

void proc_mountinfo(struct pseudo_text *text, int number)
{
    (void)number;
    all_mounts(text, true);
}
