/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * select(2) and pselect6(2). As on Linux select() stores the time left, and a
 * count beyond the table stands for the whole table.
 */
#include <kernel/file.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <poll.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>

#include "poll_mask.h"
#include "poll_wait.h"

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

static bool any(const struct sets *s, int fd)
{
    return wanted(s, SET_READ, fd) || wanted(s, SET_WRITE, fd) ||
           wanted(s, SET_EXCEPT, fd);
}

/* The events that would make it ready. */
static short asked(const struct sets *s, int fd)
{
    return (wanted(s, SET_READ, fd) ? READ_EVENTS : 0) |
           (wanted(s, SET_WRITE, fd) ? WRITE_EVENTS : 0) |
           (wanted(s, SET_EXCEPT, fd) ? POLLPRI : 0);
}

static size_t count_files(const struct sets *s)
{
    size_t n = 0;

    for (int fd = 0; fd < s->count; fd++)
        n += any(s, fd);
    return n;
}

static long scan(struct poll_wait *w, struct sets *s)
{
    long ready = 0;

    for (int fd = 0; fd < s->count; fd++) {
        struct file *f;
        short events;

        if (!any(s, fd))
            continue;
        f = fd_get(fd);
        if (!f)
            return -EBADF;
        events = poll_wait_ask(w, f, asked(s, fd));
        ready += mark(s, SET_READ, fd, events & READ_EVENTS);
        ready += mark(s, SET_WRITE, fd, events & WRITE_EVENTS);
        ready += mark(s, SET_EXCEPT, fd, events & POLLPRI);
        if (ready)
            w->table = NULL;
    }
    return ready;
}

static long select_until(int count, unsigned long *given[SETS],
                         uint64_t deadline)
{
    struct sets s = {{given[0], given[1], given[2]}, {{0}}, count};
    struct poll_wait w;
    long ready;
    int error;

    if (count < 0)
        return -EINVAL;
    if (s.count > SET_MAX)
        s.count = SET_MAX;
    error = poll_wait_begin(&w, count_files(&s), deadline);
    if (error)
        return error;
    ready = scan(&w, &s);
    while (!ready &&
           !(error = poll_wait_block(&w, deadline, "descriptors of select")))
        ready = scan(&w, &s);
    poll_wait_end(&w);
    if (error && error != -ETIMEDOUT)
        return error;
    for (int set = 0; set < SETS && ready >= 0; set++)
        if (given[set])
            memcpy(given[set], s.ready[set],
                   (s.count + BITS - 1) / BITS * sizeof(long));
    return ready;
}

/* Microseconds may be more than a second. */
static uint64_t timeval_ns(const struct timeval *t)
{
    struct timespec s = {t->tv_sec, 0};

    if (__builtin_add_overflow(s.tv_sec, t->tv_usec / 1000000, &s.tv_sec))
        return INT64_MAX;
    s.tv_nsec = t->tv_usec % 1000000 * 1000;
    return timespec_ns(&s);
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
        deadline = poll_deadline(timeval_ns(timeout));
    }
    ready = select_until(count, given, deadline);
    if (timeout && deadline != WAIT_FOREVER) {
        now = arch_clock_ns();
        now = now < deadline ? deadline - now : 0;
        timeout->tv_sec = now / 1000000000;
        timeout->tv_usec = now % 1000000000 / 1000;
    }
    return wait_final(ready);
}

/* The sixth argument of pselect6. */
struct mask_argument {
    const uint64_t *mask;
    size_t size;
};

SYSCALL6(pselect6, int, count, unsigned long *, reads, unsigned long *, writes,
         unsigned long *, excepts, const struct timespec *, timeout,
         const struct mask_argument *, argument)
{
    unsigned long *given[SETS] = {reads, writes, excepts};
    const uint64_t *mask = argument ? argument->mask : NULL;
    uint64_t deadline = WAIT_FOREVER;

    if ((mask && argument->size != POLL_MASK_BYTES) ||
        (timeout && !timespec_valid(timeout)))
        return -EINVAL;
    if (timeout)
        deadline = poll_deadline(timespec_ns(timeout));
    poll_mask_begin(mask);
    return poll_mask_end(mask, select_until(count, given, deadline));
}
