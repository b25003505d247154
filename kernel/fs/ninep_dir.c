/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names in a share: making, linking, renaming, removing. The server is told
 * the name and the directory's fid, and has the last word on all of it.
 */
#include "ninep.h"

#include <string.h>
#include <unispec/syscalls.h>

#include "gate.h"

#pragma weak vfs_rename
#pragma weak vfs_unlink
#pragma weak vfs_rmdir
#pragma weak vfs_make
#pragma weak sys_link
#pragma weak sys_linkat

#define REMOVE_DIR 0x200 /* AT_REMOVEDIR */
#define OPEN_LARGE 0100000
#define NAME_ROOM (2 + VFS_NAME_MAX)

/* A request with the directory, a name, and up to two numbers. */
static int name_call(struct vnode *dir, uint8_t type, struct name name,
                     const char *target, const uint32_t *numbers,
                     unsigned count)
{
    struct ninep_node *node = ninep_node(dir);
    size_t extra = target ? 2 + strlen(target) : 0;
    struct ninep_call c;

    ninep_begin(&c, node->fs, type, 4 + NAME_ROOM + extra + 8, NINEP_QID_SIZE);
    ninep_put32(&c, node->fid);
    ninep_put_name(&c, name.text, name.length);
    if (target)
        ninep_put_name(&c, target, strlen(target));
    for (unsigned i = 0; i < count; i++)
        ninep_put32(&c, numbers[i]);
    ninep_do(&c, NULL, NULL, NULL);
    return ninep_end(&c);
}

static int create_call(struct ninep *fs, uint32_t fid, struct name name,
                       mode_t mode, gid_t gid, struct ninep_qid *qid)
{
    struct ninep_call c;

    ninep_begin(&c, fs, NINEP_CREATE, 4 + NAME_ROOM + 12, NINEP_QID_SIZE + 4);
    ninep_put32(&c, fid);
    ninep_put_name(&c, name.text, name.length);
    ninep_put32(&c, O_RDWR | O_CREAT | O_EXCL | OPEN_LARGE);
    ninep_put32(&c, mode & ~S_IFMT);
    ninep_put32(&c, gid);
    if (!ninep_do(&c, NULL, NULL, NULL))
        *qid = ninep_get_qid(&c);
    return ninep_end(&c);
}

/* The fid stays open for the open() that follows: the new file's own mode may
 * forbid another one. */
static int create_file(struct vnode *dir, struct name name, mode_t mode,
                       struct vnode **out)
{
    struct ninep *fs = ninep_node(dir)->fs;
    struct ninep_qid qid;
    uint32_t fid;
    int error = ninep_walk(fs, ninep_node(dir)->fid, NULL, &fid, NULL);

    if (error)
        return error;
    error = create_call(fs, fid, name, mode, dir->gid, &qid);
    if (!error)
        error = ninep_lookup(dir, name, out);
    if (error || ninep_node(*out)->path != qid.path ||
        ninep_node(*out)->created != NINEP_NO_FID)
        ninep_clunk(fs, fid);
    else
        ninep_node(*out)->created = fid;
    return error;
}

static int create(struct vnode *dir, struct name name, mode_t mode,
                  const char *target, struct vnode **out)
{
    uint32_t numbers[] = {mode & ~S_IFMT, dir->gid};
    int error;

    if (name.length == 0)
        return -EOPNOTSUPP; /* O_TMPFILE */
    if (S_ISREG(mode))
        return create_file(dir, name, mode, out);
    if (__unispec_reached(vfs_make) && S_ISDIR(mode))
        error = name_call(dir, NINEP_MKDIR, name, NULL, numbers, 2);
    else if (__unispec_reached(vfs_make) && S_ISLNK(mode))
        error = name_call(dir, NINEP_SYMLINK, name, target, numbers + 1, 1);
    else
        error = -EPERM;
    return error ? error : ninep_lookup(dir, name, out);
}

int ninep_create(struct vnode *dir, struct name name, mode_t mode, dev_t rdev,
                 const char *target, struct vnode **out)
{
    (void)rdev;
    return create(dir, name, mode, target, out);
}

static int add_link(struct vnode *dir, struct name name, struct vnode *node)
{
    struct ninep_call c;
    int error;

    ninep_begin(&c, ninep_node(dir)->fs, NINEP_LINK, 8 + NAME_ROOM, 0);
    ninep_put32(&c, ninep_node(dir)->fid);
    ninep_put32(&c, ninep_node(node)->fid);
    ninep_put_name(&c, name.text, name.length);
    ninep_do(&c, NULL, NULL, NULL);
    error = ninep_end(&c);
    if (!error)
        node->nlink++;
    return error;
}

int ninep_link(struct vnode *dir, struct name name, struct vnode *node)
{
    if (!__unispec_reached(sys_link) && !__unispec_reached(sys_linkat))
        return -ENOSYS;
    return add_link(dir, name, node);
}

/* A name of the node is gone; a directory has one only. */
static void name_gone(struct vnode *node)
{
    if (S_ISDIR(node->mode))
        node->nlink = 0;
    else if (node->nlink)
        node->nlink--;
}

int ninep_unlink(struct vnode *dir, struct name name, struct vnode *node)
{
    uint32_t flags = S_ISDIR(node->mode) ? REMOVE_DIR : 0;
    int error;

    if (!__unispec_reached(vfs_unlink) && !__unispec_reached(vfs_rmdir))
        return -ENOSYS;
    error = name_call(dir, NINEP_UNLINK, name, NULL, &flags, 1);
    if (!error)
        name_gone(node);
    return error;
}

static int rename_call(struct vnode *from_dir, struct name from,
                       struct vnode *to_dir, struct name to)
{
    struct ninep_call c;

    ninep_begin(&c, ninep_node(from_dir)->fs, NINEP_RENAME,
                8 + 2 * NAME_ROOM, 0);
    ninep_put32(&c, ninep_node(from_dir)->fid);
    ninep_put_name(&c, from.text, from.length);
    ninep_put32(&c, ninep_node(to_dir)->fid);
    ninep_put_name(&c, to.text, to.length);
    ninep_do(&c, NULL, NULL, NULL);
    return ninep_end(&c);
}

/* What was renamed is looked up: its old fid may not have gone along. */
static int move(struct vnode *from_dir, struct name from, struct vnode *to_dir,
                struct name to, struct vnode *target)
{
    int error = rename_call(from_dir, from, to_dir, to);
    struct vnode *node;

    if (error)
        return error;
    if (target)
        name_gone(target);
    if (!ninep_lookup(to_dir, to, &node))
        vnode_put(node);
    return 0;
}

int ninep_rename(struct vnode *from_dir, struct name from, struct vnode *node,
                 struct vnode *to_dir, struct name to, struct vnode *target,
                 bool exchange)
{
    (void)node;
    if (exchange)
        return -EINVAL;
    return GATED(vfs_rename, move(from_dir, from, to_dir, to, target));
}

/* A text that is no path would lead the walk astray. */
static char *copy_target(const char *text, size_t length)
{
    char *copy;

    if (!text || !length || length >= VFS_PATH_MAX || memchr(text, 0, length))
        return NULL;
    copy = kmalloc(length + 1);
    if (!copy)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = 0;
    return copy;
}

const char *ninep_target(struct vnode *v)
{
    struct ninep_node *node = ninep_node(v);
    struct ninep_call c;
    char *text = NULL;
    size_t length;

    if (node->target)
        return node->target;
    ninep_begin(&c, node->fs, NINEP_READLINK, 4, 2 + VFS_PATH_MAX);
    ninep_put32(&c, node->fid);
    if (!ninep_do(&c, NULL, NULL, NULL)) {
        const char *answer = ninep_get_text(&c, &length);

        text = copy_target(answer, length);
    }
    ninep_end(&c);
    if (!node->target)
        node->target = text;
    else
        kfree(text); /* another thread was faster */
    return node->target;
}
