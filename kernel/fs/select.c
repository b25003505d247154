/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * select(2) and pselect6(2). As on Linux select() stores the time left, and a
 * count beyond the table stands for the whole table. The signal mask is
 * checked, not installed.
 */
#include <kernel/file.h>
#include <kernel/syscall.h>
#include <poll.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>

#include "wait.h"

#define BITS 64
#define READ_EVENTS (POLLIN | POLLRDNORM | POLLHUP | POLLERR)
#define WRITE_EVENTS (POLLOUT | POLLWRNORM | POLLERR)
#define SET_MAX 1024 /* descriptors of a select call */

enum { SET_READ, SET_WRITE, SET_EXCEPT, SETS };

struct sets {
    unsigned long *given[SETS];
    unsigned long ready[SETS][SET_MAX / BITS];
    int count;
};

static bool wanted(const struct sets *s, int set, int fd)
{
    return s->given[set] && (s->given[set][fd / BITS] >> fd % BITS & 1);
}

static int mark(struct sets *s, int set, int fd, bool is_ready)
{
    if (!is_ready || !wanted(s, set, fd))
        return 0;
    s->ready[set][fd / BITS] |= 1ul << fd % BITS;
    return 1;
}

static long scan(struct sets *s, bool *external)
{
    long ready = 0;

    for (int fd = 0; fd < s->count; fd++) {
        struct file *f;
        short events;

        if (!wanted(s, SET_READ, fd) && !wanted(s, SET_WRITE, fd) &&
            !wanted(s, SET_EXCEPT, fd))
            continue;
        f = fd_get(fd);
        if (!f)
            return -EBADF;
        events = file_poll(f, READ_EVENTS | WRITE_EVENTS | POLLPRI);
        ready += mark(s, SET_READ, fd, events & READ_EVENTS);
        ready += mark(s, SET_WRITE, fd, events & WRITE_EVENTS);
        ready += mark(s, SET_EXCEPT, fd, events & POLLPRI);
        *external |= f->ops->external;
    }
    return ready;
}

static long select_until(int count, unsigned long *given[SETS],
                         uint64_t deadline)
{
    struct wait w = {deadline, false, "descriptors of select"};
    struct sets s = {{given[0], given[1], given[2]}, {{0}}, count};
    long ready;

    if (count < 0)
        return -EINVAL;
    if (s.count > SET_MAX)
        s.count = SET_MAX;
    do
        ready = scan(&s, &w.external);
    while (!ready && wait_step(&w));
    for (int set = 0; set < SETS && ready >= 0; set++)
        if (given[set])
            memcpy(given[set], s.ready[set],
                   (s.count + BITS - 1) / BITS * sizeof(long));
    return ready;
}

SYSCALL5(select, int, count, unsigned long *, reads, unsigned long *, writes,
         unsigned long *, excepts, struct timeval *, timeout)
{
    unsigned long *given[SETS] = {reads, writes, excepts};
    uint64_t deadline = WAIT_FOREVER, now;
    long ready;

    if (timeout) {
        if (timeout->tv_sec < 0 || timeout->tv_usec < 0)
            return -EINVAL;
        deadline = wait_after(timeout->tv_sec + timeout->tv_usec / 1000000,
                              timeout->tv_usec % 1000000 * 1000);
    }
    ready = select_until(count, given, deadline);
    if (timeout && deadline != WAIT_FOREVER) {
        now = arch_clock_ns();
        now = now < deadline ? deadline - now : 0;
        timeout->tv_sec = now / 1000000000;
        timeout->tv_usec = now % 1000000000 / 1000;
    }
    return ready;
}

/* The sixth argument of pselect6. */
struct mask_argument {
    const void *mask;
    size_t size;
};

SYSCALL6(pselect6, int, count, unsigned long *, reads, unsigned long *, writes,
         unsigned long *, excepts, const struct timespec *, timeout,
         const struct mask_argument *, mask)
{
    unsigned long *given[SETS] = {reads, writes, excepts};

    if (mask && mask->mask && mask->size != 8)
        return -EINVAL;
    if (!timeout)
        return select_until(count, given, WAIT_FOREVER);
    if (timeout->tv_sec < 0 || (unsigned long)timeout->tv_nsec >= 1000000000)
        return -EINVAL;
    return select_until(count, given,
                        wait_after(timeout->tv_sec, timeout->tv_nsec));
}
