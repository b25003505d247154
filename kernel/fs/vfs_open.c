/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Opening a path: open(2) without descriptors. The order of the checks is
 * that of Linux, since it decides which of several errors a program sees.
 * Used by the open calls.
 */
#include <kernel/mm.h>
#include <kernel/vfs.h>

/* Flags that do not stay with the open file. */
#define OPEN_ONLY (O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_CLOEXEC)
#define UNNAMED (O_TMPFILE & ~O_DIRECTORY)
/* The flags that there are; Linux drops all others. */
#define KNOWN_FLAGS                                                            \
    (FILE_ACCESS | OPEN_ONLY | O_APPEND | O_NONBLOCK | O_SYNC | O_ASYNC |      \
     O_DIRECT | VFS_LARGE_FILE | O_DIRECTORY | O_NOFOLLOW | O_NOATIME |        \
     O_PATH | O_TMPFILE)

static bool writes(unsigned flags)
{
    return (flags & FILE_ACCESS) != O_RDONLY;
}

/* An O_PATH file has no operations: fd_get() does not give it out. */
static int open_path_only(struct vnode *node, unsigned flags,
                          struct file **file)
{
    static const struct file_ops none;

    *file = file_new(&none, flags & ~OPEN_ONLY, vnode_get(node));
    return *file ? 0 : -ENOMEM;
}

static int open_node(struct vnode *node, unsigned flags, struct file **file)
{
    int error;

    if (flags & O_PATH)
        return open_path_only(node, flags, file);
    if ((flags & O_TRUNC) && S_ISREG(node->mode)) {
        error = node->ops->truncate(node, 0);
        if (error)
            return error;
    }
    return node->ops->open(node, (flags & ~OPEN_ONLY) | VFS_LARGE_FILE, file);
}

static int check_existing(const struct path *p, unsigned flags)
{
    mode_t mode = p->node->mode;

    if ((flags & O_CREAT) && (flags & O_EXCL))
        return -EEXIST;
    if (S_ISLNK(mode) && !(flags & O_PATH))
        return flags & O_DIRECTORY ? -ENOTDIR : -ELOOP;
    if ((flags & O_CREAT) && S_ISDIR(mode))
        return -EISDIR;
    if ((flags & O_DIRECTORY) && !S_ISDIR(mode))
        return -ENOTDIR;
    if (S_ISDIR(mode) && (writes(flags) || (flags & O_TRUNC)))
        return -EISDIR;
    return 0;
}

static int open_existing(const struct path *p, unsigned flags,
                         struct file **file)
{
    int error = check_existing(p, flags);

    return error ? error : open_node(p->node, flags, file);
}

/* A file that could not be opened for want of memory must not be left. */
static int open_new(struct vnode *dir, struct name name, unsigned flags,
                    mode_t mode, struct file **file)
{
    struct vnode *node;
    int error;

    if (dir->nlink == 0)
        return -ENOENT;
    if (!file_spare)
        file_spare = kzalloc(sizeof(*file_spare));
    if (!file_spare)
        return -ENOMEM;
    error = dir->ops->create(dir, name, S_IFREG | mode, 0, NULL, &node);
    if (!error) {
        error = open_node(node, flags & ~O_TRUNC, file);
        vnode_put(node);
    }
    kfree(file_spare);
    file_spare = NULL;
    return error;
}

static int open_unnamed(int dirfd, const char *text, unsigned flags,
                        mode_t mode, struct file **file)
{
    struct vnode *dir;
    int error;

    if (!writes(flags))
        return -EINVAL;
    error = vfs_lookup(dirfd, text, flags & O_NOFOLLOW ? 0 : PATH_FOLLOW, &dir);
    if (error)
        return error;
    error = S_ISDIR(dir->mode)
                ? open_new(dir, (struct name){"", 0}, flags, mode, file)
                : -ENOTDIR;
    vnode_put(dir);
    if (!error && flags & O_EXCL)
        (*file)->vnode->unnamed = false; /* and gets none */
    return error;
}

static unsigned lookup_flags(unsigned flags)
{
    unsigned lookup = PATH_FOLLOW;

    if (flags & O_CREAT)
        lookup |= PATH_MAY_MISS | PATH_KEEP_LINK;
    if ((flags & O_NOFOLLOW) ||
        (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
        lookup &= ~PATH_FOLLOW;
    return lookup;
}

int vfs_open(int dirfd, const char *text, unsigned flags, mode_t mode,
             struct file **file)
{
    struct path p;
    int error;

    flags &= KNOWN_FLAGS;
    if (flags & O_PATH)
        flags &= O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    mode &= 07777 & ~vfs_umask;
    if (flags & UNNAMED)
        return (flags & (O_TMPFILE | O_CREAT)) == O_TMPFILE
                   ? open_unnamed(dirfd, text, flags, mode, file)
                   : -EINVAL;
    if ((flags & O_CREAT) && (flags & O_DIRECTORY))
        return -EINVAL;
    error = path_lookup(dirfd, text, lookup_flags(flags), &p);
    if (error)
        return error;
    if ((flags & O_CREAT) && p.slash && p.last == PATH_NAME)
        error = -EISDIR;
    else if (p.node)
        error = open_existing(&p, flags, file);
    else
        error = open_new(p.dir, p.name, flags, mode, file);
    if (INOTIFY && !error)
        inotify_opened(*file, &p, flags);
    path_put(&p);
    return error;
}
