/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * signalfd: pending signals of the reading thread and of the process, read as
 * bytes. Whoever waits looks again whenever a signal is posted.
 */
#include "signal.h"
#include <errno.h>
#include <kernel/file.h>
#include <kernel/mm.h>
#include <kernel/syscall.h>
#include <kernel/wait.h>
#include <poll.h>
#include <string.h>
#include <sys/signalfd.h>

_Static_assert(sizeof(struct signalfd_siginfo) == 128, "Linux ABI");
_Static_assert(offsetof(struct signalfd_siginfo, ssi_int) == 44, "Linux ABI");

struct signal_file {
    uint64_t set;
};

static struct wait_queue posted;

void signalfd_wake(void)
{
    wait_wake(&posted, WAIT_ALL);
}

static uint64_t ready(struct file *f)
{
    return signal_available() & ((struct signal_file *)f->private)->set;
}

static void fill(struct signalfd_siginfo *to, const struct signal_info *from)
{
    memset(to, 0, sizeof(*to));
    to->ssi_signo = (uint32_t)from->number;
    to->ssi_code = from->code;
    to->ssi_int = from->value.sival_int;
    to->ssi_ptr = (uintptr_t)from->value.sival_ptr;
    if (from->code == SI_TIMER) {
        to->ssi_tid = (uint32_t)from->timer_id;
        to->ssi_overrun = (uint32_t)from->overrun;
    } else {
        to->ssi_pid = (uint32_t)from->pid;
        to->ssi_uid = from->uid;
    }
}

static ssize_t signalfd_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct signal_file *s = f->private;
    struct signalfd_siginfo *out = buffer;
    size_t room = n / sizeof(*out), done = 0;
    int error;

    (void)pos;
    if (!room)
        return -EINVAL;
    while (!ready(f)) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        error = wait_on(&posted, WAIT_FOREVER, "a signal that nobody can send");
        if (error)
            return error;
    }
    while (done < room && ready(f)) {
        struct signal_info info = signal_dequeue(s->set);

        fill(&out[done++], &info);
    }
    signal_recalculate();
    return (ssize_t)(done * sizeof(*out));
}

static short signalfd_poll(struct file *f, struct poll_table *t)
{
    poll_wait(t, &posted);
    return ready(f) ? POLLIN : 0;
}

static void signalfd_release(struct file *f)
{
    kfree(f->private);
}

static const struct file_ops signalfd_ops = {
    .read = signalfd_read,
    .poll = signalfd_poll,
    .release = signalfd_release,
};

long signalfd_make(uint64_t set, unsigned flags)
{
    struct signal_file *s = kzalloc(sizeof(*s));
    struct file *f;

    if (!s)
        return -ENOMEM;
    f = file_new_event(&signalfd_ops, O_RDWR | (flags & O_NONBLOCK));
    if (!f) {
        kfree(s);
        return -ENOMEM;
    }
    s->set = set;
    f->private = s;
    return fd_install(f, 0, flags);
}

static long signalfd_set(int fd, const uint64_t *set, size_t size,
                         unsigned flags)
{
    struct file *f;

    if (size != SIGNAL_SET_BYTES || flags & ~(O_CLOEXEC | O_NONBLOCK))
        return -EINVAL;
    if (fd == -1)
        return signalfd_make(*set & ~SIGNAL_UNBLOCKABLE, flags);
    f = fd_get(fd);
    if (!f)
        return -EBADF;
    if (f->ops != &signalfd_ops)
        return -EINVAL;
    ((struct signal_file *)f->private)->set = *set & ~SIGNAL_UNBLOCKABLE;
    signalfd_wake();
    return fd;
}

/* The size of the set, which syscalls.def leaves out, is taken as right. */
SYSCALL3(signalfd, int, fd, const uint64_t *, set, size_t, size)
{
    return signalfd_set(fd, set, size, 0);
}

SYSCALL4(signalfd4, int, fd, const uint64_t *, set, size_t, size, unsigned,
         flags)
{
    return signalfd_set(fd, set, size, flags);
}
