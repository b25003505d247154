/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * /proc/self/fd: links that lead to what the descriptors have open. A file with
 * a node is opened anew through the node; one without (a pipe, a terminal, a
 * socket) is shared, as by dup(), where Linux opens a pipe anew.
 */
#include "procfs.h"

#include <kernel/mm.h>
#include <string.h>

#include "../path_text.h"

/* A node that stands for the open file of a descriptor. */
struct fd_node {
    struct vnode v;
    struct file *file; /* a reference */
};

int proc_next_fd(int from)
{
    for (unsigned fd = from; fd < fd_table.size; fd++)
        if (fd_get_any(fd))
            return fd;
    return -1;
}

static const char *kind_of(mode_t mode)
{
    return S_ISFIFO(mode)   ? "pipe"
           : S_ISSOCK(mode) ? "socket"
           : S_ISCHR(mode)  ? NULL
                            : "anon_inode";
}

void proc_fd_text(struct pseudo_text *text, int fd)
{
    struct file *f = fd_get_any(fd);
    const char *kind;
    struct stat st;

    if (!f)
        return;
    if (f->vnode) {
        path_text(f->vnode, text);
        return;
    }
    file_stat(f, &st);
    kind = kind_of(st.st_mode);
    if (kind)
        pseudo_print(text, "%s:[%lu]", kind, (unsigned long)st.st_ino);
    else
        pseudo_print(text, "/dev/console");
}

void proc_fdinfo(struct pseudo_text *text, int fd)
{
    struct file *f = fd_get_any(fd);

    if (!f)
        return;
    pseudo_print(text, "pos:\t%ld\nflags:\t0", f->offset);
    for (int shift = 21; shift >= 0; shift -= 3)
        if (f->flags >> shift || !shift)
            pseudo_print(text, "%u", f->flags >> shift & 7);
    pseudo_print(text, "\nmnt_id:\t1\n");
}

static int open_again(struct vnode *v, unsigned flags, struct file **file)
{
    struct file *f = ((struct fd_node *)v)->file;

    if (((flags & FILE_ACCESS) != O_RDONLY && !file_writable(f)) ||
        ((flags & FILE_ACCESS) != O_WRONLY && !file_readable(f)))
        return -EACCES;
    *file = file_get(f);
    return 0;
}

static void fd_node_release(struct vnode *v)
{
    file_put(((struct fd_node *)v)->file);
    kfree(v);
}

static void fd_node_statfs(struct vnode *v, struct statfs *st)
{
    (void)v, (void)st;
}

static int fd_node_truncate(struct vnode *v, off_t size)
{
    (void)v, (void)size;
    return -EINVAL;
}

int proc_fd_jump(int fd, struct vnode **node)
{
    static const struct vnode_ops ops = {
        .open = open_again,
        .truncate = fd_node_truncate,
        .statfs = fd_node_statfs,
        .release = fd_node_release,
    };
    struct file *f = fd_get_any(fd);
    struct fd_node *n;
    struct stat st;

    if (!f)
        return -ENOENT;
    if (f->vnode) {
        *node = vnode_get(f->vnode);
        return 0;
    }
    n = kzalloc(sizeof(*n));
    if (!n)
        return -ENOMEM;
    file_stat(f, &st);
    vnode_init(&n->v, &ops, st.st_mode);
    n->v.rdev = st.st_rdev;
    n->v.dev = st.st_dev;
    n->v.ino = st.st_ino;
    n->v.nlink = 1;
    n->file = file_get(f);
    *node = &n->v;
    return 0;
}

void proc_cwd(struct pseudo_text *text, int number)
{
    (void)number;
    path_text(vfs_cwd(), text);
}

int proc_cwd_jump(int number, struct vnode **node)
{
    (void)number;
    *node = vnode_get(vfs_cwd());
    return 0;
}

/* The image is no file here; its name is that of a program in "/". */
void proc_exe(struct pseudo_text *text, int number)
{
    (void)number;
    pseudo_print(text, "/app");
}
