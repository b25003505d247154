/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The mount of the command line: share=TAG:PATH, as `unispec run --share` gives
 * it. The folders of the path are made where they are missing. What cannot be
 * mounted stops the machine: the program would take an empty folder for its
 * data.
 */
#include "mount.h"

#include <kernel/boot.h>
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <string.h>

/* Makes each folder on the way, and gives the last. */
static int make_path(char *path, struct vnode **node)
{
    for (char *end = path; end;) {
        long error;

        end = strchr(end + 1, '/');
        if (end)
            *end = 0;
        error = vfs_make(AT_FDCWD, path, S_IFDIR | 0755, NULL);
        if (end)
            *end = '/';
        if (error && error != -EEXIST)
            return error;
    }
    return vfs_lookup(AT_FDCWD, path, PATH_FOLLOW, node);
}

static int mount_share(const char *tag, char *path)
{
    struct vnode *covered, *root;
    int error = make_path(path, &covered);

    if (error)
        return error;
    error = mount_ninep.mount(tag, "", 0, &root);
    if (!error) {
        error = mount_add(covered, root);
        if (error)
            vnode_put(root);
    }
    vnode_put(covered);
    return error;
}

void mount_boot(void)
{
    const char *option;
    char *tag, *colon;
    int error;

    if (!boot_option("share", &option))
        return;
    tag = kmalloc(strlen(option) + 1);
    if (!tag)
        panic("no memory for the share");
    strcpy(tag, option);
    colon = strchr(tag, ':');
    if (!colon || colon[1] != '/')
        panic("the option share=%s is not of the form share=TAG:/PATH", option);
    *colon = 0;
    error = mount_share(tag, colon + 1);
    if (error)
        panic("cannot mount the share %s at %s: %s (error %d)", tag, colon + 1,
              error == -ENOENT ? "no device has this tag" : "it failed",
              -error);
    kfree(tag);
}
