/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The files behind descriptors 0, 1 and 2. Normally they are one terminal;
 * with stdin=pipe on the kernel command line descriptor 0 is a byte stream
 * with an end, with stdout=pipe 1 and 2 pass bytes unchanged, and none of
 * these is a terminal.
 *
 * The operations are gated: console_ops is in every image, what it calls only
 * beside a caller of that slot.
 */
#include "console.h"

#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/work.h>
#include <poll.h>
#include <sys/sysmacros.h>
#include <unispec/syscalls.h>

#include "gate.h"

#pragma weak file_read
#pragma weak file_poll
#pragma weak file_stat
#pragma weak sys_ioctl
#pragma weak idle
#pragma weak idle_looks

/* What a kernel option says, asked once. */
enum stream { STREAM_UNKNOWN, STREAM_TTY, STREAM_PIPE };

static unsigned char stream_in, stream_out;

static bool option_is_pipe(const char *option, unsigned char *known)
{
    if (*known == STREAM_UNKNOWN)
        *known = boot_option_is(option, "pipe") ? STREAM_PIPE : STREAM_TTY;
    return *known == STREAM_PIPE;
}

static bool is_pipe(const struct file *f)
{
    if (f == &console_out)
        return option_is_pipe("stdout", &stream_out);
    if (f == &console_in)
        return option_is_pipe("stdin", &stream_in);
    return false; /* /dev/console, /dev/tty */
}

bool console_in_is_pipe(void)
{
    return is_pipe(&console_in);
}

static ssize_t read_stream(struct file *f, void *buffer, size_t n)
{
    bool nonblocking = f->flags & O_NONBLOCK;
    ssize_t done;

    if (is_pipe(f) && f != &console_in)
        return -EBADF;
    done = is_pipe(f) ? pipe_input_read(buffer, n, nonblocking)
                      : tty_read(buffer, n, nonblocking);
    /* The device holds few bytes: when they are gone the next ones come. */
    if (__unispec_reached((const void *)idle) && done > 0)
        idle_looks = IDLE_LOOKS;
    return done;
}

static ssize_t console_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    (void)pos;
    return GATED(file_read, read_stream(f, buffer, n));
}

static ssize_t console_write(struct file *f, const void *buffer, size_t n,
                             off_t *pos)
{
    (void)pos;
    if (!is_pipe(f))
        return tty_write(buffer, n);
    if (f == &console_in)
        return -EBADF;
    arch_console_write(buffer, n);
    return n;
}

static long console_ioctl(struct file *f, unsigned request,
                          unsigned long argument)
{
    return GATED(sys_ioctl,
                 is_pipe(f) ? -ENOTTY : tty_ioctl(request, argument));
}

static short poll_stream(struct file *f, struct poll_table *t)
{
    if (f != &console_out || !is_pipe(f))
        poll_wait(t, console_input());
    if (!is_pipe(f))
        return POLLOUT | POLLWRNORM |
               (tty_readable() ? POLLIN | POLLRDNORM : 0);
    if (f == &console_out)
        return POLLOUT | POLLWRNORM;
    return pipe_input_readable() ? POLLIN | POLLRDNORM : 0;
}

static short console_poll(struct file *f, struct poll_table *t)
{
    return GATED(file_poll, poll_stream(f, t));
}

static void describe(struct file *f, struct stat *st)
{
    st->st_mode = is_pipe(f) ? S_IFIFO | 0600 : S_IFCHR | 0620;
    st->st_rdev = is_pipe(f) ? 0 : makedev(4, 64); /* ttyS0 */
    st->st_ino = f == &console_in ? 3 : 4;
    st->st_nlink = 1;
    st->st_blksize = is_pipe(f) ? 4096 : 1024;
}

static void console_stat(struct file *f, struct stat *st)
{
    if (__unispec_reached(file_stat))
        describe(f, st);
}

const struct file_ops console_ops = {
    .read = console_read,
    .write = console_write,
    .ioctl = console_ioctl,
    .poll = console_poll,
    .stat = console_stat,
};

/* One reference more than descriptors: these files are never released. */
struct file console_in = {&console_ops, 2, O_RDWR, 0, NULL, NULL};
struct file console_out = {&console_ops, 3, O_RDWR, 0, NULL, NULL};
