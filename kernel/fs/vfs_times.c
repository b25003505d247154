/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Setting access and modification times: what all the calls for it share. */
#include <kernel/vfs.h>

#include "times.h"

/* What one of the two sets: `bit`, or nothing. */
static unsigned set_one(struct timespec *time, struct timespec value,
                        struct timespec now, unsigned bit)
{
    *time = value.tv_nsec == UTIME_NOW ? now : value;
    return value.tv_nsec == UTIME_OMIT ? 0 : bit;
}

static bool valid(struct timespec t)
{
    return (unsigned long)t.tv_nsec < 1000000000u || t.tv_nsec == UTIME_NOW ||
           t.tv_nsec == UTIME_OMIT;
}

/* The node that is meant; path NULL: the open file itself. */
/* Where there is no path, p has the descriptor's node only. */
static int find(int dirfd, const char *path, unsigned flags, struct path *p,
                struct file **file)
{
    struct file *f;

    if (!path && dirfd == AT_FDCWD)
        return -EFAULT;
    if (path)
        return path_lookup(dirfd, path, path_at_flags(flags), p);
    if (flags)
        return -EINVAL;
    f = fd_get(dirfd);
    if (!f)
        return -EBADF;
    *p = (struct path){.node = f->vnode ? vnode_get(f->vnode) : NULL};
    *file = f;
    return 0;
}

/* As Linux has it: one time alone is what reading or writing would set. */
static void tell(const struct path *p, struct file *f, unsigned what)
{
    unsigned mask = what == VNODE_ATIME   ? IN_ACCESS
                    : what == VNODE_MTIME ? IN_MODIFY
                                          : IN_ATTRIB;

    if (f)
        inotify_file(f, mask);
    else
        inotify_path(p, mask);
}

long vfs_set_times(int dirfd, const char *path, const struct timespec times[2],
                   unsigned flags)
{
    struct timespec now = vfs_now();
    struct timespec both[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    struct vnode_attributes a;
    unsigned what;
    struct file *f = NULL;
    struct path p;
    int error;

    if (times) {
        both[0] = times[0];
        both[1] = times[1];
    }
    if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
        return -EINVAL;
    if (both[0].tv_nsec == UTIME_OMIT && both[1].tv_nsec == UTIME_OMIT)
        return 0;
    error = find(dirfd, path, flags, &p, &f);
    if (error)
        return error;
    if (!valid(both[0]) || !valid(both[1])) {
        path_put(&p);
        return -EINVAL;
    }
    if (!p.node)
        return 0;
    what = set_one(&a.atime, both[0], now, VNODE_ATIME) |
           set_one(&a.mtime, both[1], now, VNODE_MTIME);
    error = vnode_set(p.node, &a, what);
    if (INOTIFY && !error)
        tell(&p, f, what);
    path_put(&p);
    return error;
}

long vfs_set_times_us(int dirfd, const char *path,
                      const struct timeval times[2])
{
    struct timespec ns[2];

    if (!times)
        return vfs_set_times(dirfd, path, NULL, 0);
    for (int i = 0; i < 2; i++) {
        if ((unsigned long)times[i].tv_usec >= 1000000)
            return -EINVAL;
        ns[i].tv_sec = times[i].tv_sec;
        ns[i].tv_nsec = times[i].tv_usec * 1000;
    }
    return vfs_set_times(dirfd, path, ns, 0);
}
