/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The table of devices, and opening one. */
#include "device.h"

#include <sys/sysmacros.h>

#include "console.h"

const struct device devices[] = {
    {"null", 1, 3, 0666, &null_ops},       {"zero", 1, 5, 0666, &zero_ops},
    {"full", 1, 7, 0666, &full_ops},       {"random", 1, 8, 0666, &random_ops},
    {"urandom", 1, 9, 0666, &random_ops},  {"tty", 5, 0, 0666, &console_ops},
    {"console", 5, 1, 0600, &console_ops}, {"ttyS0", 4, 64, 0660, &console_ops},
    {"stdin", DEVICE_FD, 0, 0666, NULL},   {"stdout", DEVICE_FD, 1, 0666, NULL},
    {"stderr", DEVICE_FD, 2, 0666, NULL},
};

const unsigned device_count = sizeof(devices) / sizeof(*devices);

/* What the descriptor has open, once more. */
static int open_fd(int fd, unsigned flags, struct file **file)
{
    struct file *f = fd_get(fd);

    if (!f)
        return -ENOENT;
    if (((flags & FILE_ACCESS) != O_RDONLY && !file_writable(f)) ||
        ((flags & FILE_ACCESS) != O_WRONLY && !file_readable(f)))
        return -EACCES;
    *file = file_get(f);
    return 0;
}

int vfs_open_device(struct vnode *node, unsigned flags, struct file **file)
{
    for (const struct device *d = devices; d < devices + device_count; d++) {
        if (node->rdev != makedev(d->major, d->minor))
            continue;
        if (d->major == DEVICE_FD)
            return open_fd(d->minor, flags, file);
        *file = file_new(d->ops, flags, vnode_get(node));
        return *file ? 0 : -ENOMEM;
    }
    return -ENXIO;
}
