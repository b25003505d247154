/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * ioctl(2): the requests that every descriptor has, and those that every
 * socket has; the rest goes to the file's type.
 */
#include <kernel/socket.h>
#include <kernel/syscall.h>
#include <kernel/vfs.h>
#include <sys/ioctl.h>

static long set_flag(struct file *f, unsigned flag, const int *on)
{
    if (*on)
        f->flags |= flag;
    else
        f->flags &= ~flag;
    return 0;
}

/* Bytes of a regular file behind the offset; other files know their own. */
static long count_rest(struct file *f, unsigned long argument)
{
    if (!f->vnode || !S_ISREG(f->vnode->mode))
        return f->ops->ioctl ? f->ops->ioctl(f, FIONREAD, argument) : -ENOTTY;
    *(int *)argument = f->vnode->size - f->offset;
    return 0;
}

SYSCALL3(ioctl, int, fd, unsigned, request, unsigned long, argument)
{
    struct file *f = fd_get(fd);

    if (!f)
        return -EBADF;
    switch (request) {
    case FIOCLEX:
        fd_table.entries[fd].flags = FD_CLOEXEC;
        return 0;
    case FIONCLEX:
        fd_table.entries[fd].flags = 0;
        return 0;
    case FIONBIO:
        return set_flag(f, O_NONBLOCK, (const int *)argument);
    case FIONREAD:
        return count_rest(f, argument);
    case SIOCGIFCONF:
    case SIOCGIFNAME:
    case SIOCGIFINDEX:
    case SIOCGIFFLAGS:
    case SIOCGIFMTU:
    case SIOCGIFHWADDR:
    case SIOCGIFADDR:
    case SIOCGIFNETMASK:
    case SIOCGIFBRDADDR:
        return SOCKETS && f->ops->socket
                   ? socket_interface_ioctl(f, request, argument)
                   : -ENOTTY;
    }
    return f->ops->ioctl ? f->ops->ioctl(f, request, argument) : -ENOTTY;
}
