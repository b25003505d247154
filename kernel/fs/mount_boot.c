/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The mounts of the command line: share=TAG:PATH, vda=PATH and so on, as
 * `unispec run --share` and --disk give them. The folders of the path are made
 * where they are missing. What cannot be mounted stops the machine: the program
 * would take an empty folder for its data.
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

static int mount_at(const struct mount_type *type, const char *source,
                    char *path)
{
    struct vnode *covered, *root;
    int error = make_path(path, &covered);

    if (error)
        return error;
    error = type->mount(source, "", 0, &root);
    if (!error) {
        error = mount_add(covered, root, type);
        if (error)
            vnode_put(root);
    }
    vnode_put(covered);
    return error;
}

/* At a copy of the path, in which make_path() cuts. */
static void mount_or_stop(const struct mount_type *type, const char *kind,
                          const char *source, const char *path)
{
    char *copy = kmalloc(strlen(path) + 1);
    const char *why = "it failed";
    int error;

    if (!copy)
        panic("no memory to mount the %s %s", kind, source);
    strcpy(copy, path);
    error = mount_at(type, source, copy);
    if (error == -ENOENT)
        why = "no device has this tag";
    else if (error == -ENXIO)
        why = "there is no such disk";
    else if (mount_why)
        why = mount_why;
    if (error)
        panic("cannot mount the %s %s at %s: %s (error %d)", kind, source, path,
              why, -error);
    kfree(copy);
}

void mount_boot_share(void)
{
    const char *option, *colon;
    char *tag;

    if (!boot_option("share", &option))
        return;
    colon = strchr(option, ':');
    if (!colon || colon[1] != '/')
        panic("the option share=%s is not of the form share=TAG:/PATH", option);
    tag = kzalloc((size_t)(colon - option) + 1);
    if (!tag)
        panic("no memory for the share");
    memcpy(tag, option, (size_t)(colon - option));
    mount_or_stop(&mount_ninep, "share", tag, colon + 1);
    kfree(tag);
}

void mount_boot_disks(void)
{
    char name[] = "vda";
    const char *path;

    for (; name[2] <= 'z'; name[2]++) {
        if (!boot_option(name, &path))
            continue;
        if (*path != '/')
            panic("the option %s=%s is not of the form %s=/PATH", name, path,
                  name);
        mount_or_stop(&mount_ext3, "disk", name, path);
    }
}
