/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * timerfd_create(2) and its kin: a timer that counts how often it came. All
 * clocks are the monotonic one or a fixed distance from it: the date is never
 * set, so TFD_TIMER_CANCEL_ON_SET never cancels.
 */
#include <kernel/file.h>
#include <kernel/mm.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <kernel/timer.h>
#include <poll.h>
#include <string.h>
#include <sys/timerfd.h>

#define CLOCK_BIT(id) (1u << (id))
#define CLOCKS                                                                 \
    (CLOCK_BIT(CLOCK_REALTIME) | CLOCK_BIT(CLOCK_MONOTONIC) |                  \
     CLOCK_BIT(CLOCK_BOOTTIME) | CLOCK_BIT(CLOCK_REALTIME_ALARM) |             \
     CLOCK_BIT(CLOCK_BOOTTIME_ALARM))

struct timerfd {
    struct timer timer; /* first: found from the timer */
    uint64_t interval;  /* ns, 0: comes once */
    uint64_t ticks;     /* since the last read */
    bool wall;
    struct wait_queue readers;
};

/* Comes again at the next time that is not over yet. */
static void fire(struct timer *timer)
{
    struct timerfd *t = (struct timerfd *)timer;
    uint64_t times = 1;

    if (t->interval) {
        times += (arch_clock_ns() - timer->when) / t->interval;
        timer_add(timer, timer->when + times * t->interval);
    }
    t->ticks += times;
    wait_wake(&t->readers, 1);
}

static ssize_t timerfd_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct timerfd *t = f->private;
    int error;

    (void)pos;
    if (n < sizeof(t->ticks))
        return -EINVAL;
    work_run();
    while (!t->ticks) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        error = wait_on_exclusive(&t->readers, WAIT_FOREVER,
                                  "a timer that is not set");
        if (error)
            return error;
    }
    memcpy(buffer, &t->ticks, sizeof(t->ticks));
    t->ticks = 0;
    return sizeof(t->ticks);
}

static short timerfd_poll(struct file *f, struct poll_table *table)
{
    struct timerfd *t = f->private;

    poll_wait(table, &t->readers);
    return t->ticks ? POLLIN : 0;
}

static void timerfd_release(struct file *f)
{
    struct timerfd *t = f->private;

    timer_remove(&t->timer);
    kfree(t);
}

static const struct file_ops timerfd_ops = {
    .read = timerfd_read,
    .poll = timerfd_poll,
    .release = timerfd_release,
};

SYSCALL2(timerfd_create, clockid_t, clock, unsigned, flags)
{
    struct timerfd *t;
    struct file *f;

    if ((flags & ~(TFD_CLOEXEC | TFD_NONBLOCK)) || (unsigned)clock >= 32 ||
        !(CLOCK_BIT(clock) & CLOCKS))
        return -EINVAL;
    t = kzalloc(sizeof(*t));
    f = t ? file_new_event(&timerfd_ops, O_RDWR | (flags & O_NONBLOCK)) : NULL;
    if (!f) {
        kfree(t);
        return -ENOMEM;
    }
    t->timer.fire = fire;
    t->wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_ALARM;
    f->private = t;
    return fd_install(f, 0, flags);
}

static struct timerfd *find(int fd, int *error)
{
    struct file *f = fd_get(fd);

    *error = !f ? -EBADF : f->ops != &timerfd_ops ? -EINVAL : 0;
    return *error ? NULL : f->private;
}

static struct itimerspec state(const struct timerfd *t)
{
    uint64_t now, left = 0;

    if (t->timer.pending) {
        now = arch_clock_ns();
        left = t->timer.when > now ? t->timer.when - now : 1;
    }
    return (struct itimerspec){timespec_from_ns(t->interval),
                               timespec_from_ns(left)};
}

/* The time on arch_clock_ns(), saturating. */
static uint64_t deadline(const struct timerfd *t, uint64_t ns, bool absolute)
{
    uint64_t now = arch_clock_ns(), wall;

    if (absolute && t->wall) {
        wall = arch_wall_ns();
        ns = ns > wall ? ns - wall : 0;
    } else if (absolute) {
        return ns;
    }
    return ns < INT64_MAX - now ? now + ns : INT64_MAX;
}

SYSCALL4(timerfd_settime, int, fd, int, flags, const struct itimerspec *, value,
         struct itimerspec *, old)
{
    struct itimerspec set = *value;
    struct timerfd *t;
    int error;

    if ((flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)) ||
        !timespec_valid(&set.it_value) || !timespec_valid(&set.it_interval))
        return -EINVAL;
    t = find(fd, &error);
    if (error)
        return error;
    work_run();
    if (old)
        *old = state(t);
    timer_remove(&t->timer);
    t->ticks = 0;
    t->interval = timespec_ns(&set.it_interval);
    if (set.it_value.tv_sec || set.it_value.tv_nsec)
        timer_add(&t->timer, deadline(t, timespec_ns(&set.it_value),
                                      flags & TFD_TIMER_ABSTIME));
    return 0;
}

SYSCALL2(timerfd_gettime, int, fd, struct itimerspec *, value)
{
    int error;
    struct timerfd *t = find(fd, &error);

    if (error)
        return error;
    work_run();
    *value = state(t);
    return 0;
}
