/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * getdents64(2) and the older getdents(2). The offset of an open directory is
 * a cookie: 0 and 1 stand for "." and "..", larger ones are the file system's.
 */
#include <kernel/syscall.h>
#include <kernel/vfs.h>
#include <string.h>

#include "mount.h"

/* The head of both records; the older one has no type byte here. */
struct record {
    uint64_t ino, off;
    uint16_t reclen;
    char rest[];
};
_Static_assert(offsetof(struct record, rest) == 18, "struct linux_dirent64");

struct output {
    char *at, *end;
    bool with_type; /* before the name; else in the last byte */
    bool full;
};

static bool put_entry(void *context, const char *name, size_t length, ino_t ino,
                      mode_t mode, off_t next)
{
    struct output *out = context;
    size_t size = (offsetof(struct record, rest) + length + 2 + 7) & ~7ul;
    struct record *r = (struct record *)out->at;
    char *text = r->rest;

    if (size > (size_t)(out->end - out->at)) {
        out->full = true;
        return false;
    }
    memset(out->at, 0, size);
    r->ino = ino;
    r->off = next;
    r->reclen = size;
    if (out->with_type)
        *text++ = (mode & S_IFMT) >> 12;
    else
        out->at[size - 1] = (mode & S_IFMT) >> 12;
    memcpy(text, name, length);
    out->at += size;
    return true;
}

static off_t put_dots(struct output *out, struct vnode *dir, off_t at)
{
    struct vnode *parent = mount_parent(dir);

    if (at == 0 && put_entry(out, ".", 1, dir->ino, S_IFDIR, 1))
        at = 1;
    if (at == 1 && put_entry(out, "..", 2, parent->ino, S_IFDIR, 2))
        at = 2;
    return at;
}

static long list(int fd, char *buffer, unsigned size, bool with_type)
{
    struct output out = {buffer, buffer + size, with_type, false};
    struct file *f = fd_get(fd);
    struct vnode *dir;
    off_t at;

    if (!f)
        return -EBADF;
    dir = f->vnode;
    if (!dir || !S_ISDIR(dir->mode))
        return -ENOTDIR;
    if (dir->nlink == 0)
        return -ENOENT;
    at = f->offset;
    if (!dir->ops->lists_dots)
        at = put_dots(&out, dir, at);
    if (at >= 2 || dir->ops->lists_dots)
        at = dir->ops->iterate(f, at, put_entry, &out);
    if (at < 0)
        return at;
    f->offset = at;
    if (INOTIFY)
        inotify_file(f, IN_ACCESS);
    return out.at == buffer && out.full ? -EINVAL : out.at - buffer;
}

SYSCALL3(getdents64, int, fd, char *, buffer, unsigned, size)
{
    return list(fd, buffer, size, true);
}

SYSCALL3(getdents, int, fd, char *, buffer, unsigned, size)
{
    return list(fd, buffer, size, false);
}
