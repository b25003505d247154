/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* timer_create, timer_settime, timer_gettime, timer_getoverrun, timer_delete.
 */
#include "posix_timer.h"
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/syscall.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_find

/* struct sigevent as the kernel has it. */
struct event {
    union sigval value;
    int number, notify, tid;
};
_Static_assert(sizeof(struct itimerspec) == 32, "Linux ABI");
_Static_assert(offsetof(struct event, tid) == 16, "Linux ABI");

static struct posix_timer *find(int id)
{
    struct posix_timer *t = posix_timers;

    while (t && t->id != id)
        t = t->next;
    return t;
}

/* The lowest id that is free, as the list is not long. */
static int new_id(void)
{
    int id = 0;

    while (find(id))
        id++;
    return id;
}

/* SIGEV_THREAD is libc's: to the kernel it is a signal. */
static bool event_valid(const struct event *e)
{
    if (e->notify == SIGEV_NONE)
        return true;
    if (e->notify != SIGEV_SIGNAL && e->notify != SIGEV_THREAD &&
        e->notify != SIGEV_THREAD_ID)
        return false;
    if (e->number < 1 || e->number > SIGNALS_MAX)
        return false;
    if (e->notify != SIGEV_THREAD_ID)
        return true;
    return THREADS ? thread_find(e->tid) != NULL : e->tid == PROCESS_ID;
}

static void timer_init(struct posix_timer *t, clockid_t clock,
                       const struct event *e)
{
    t->id = new_id();
    t->base = time_base(clock);
    t->tid = clock == CLOCK_THREAD_CPUTIME_ID ? thread_current->tid : 0;
    t->silent = e->notify == SIGEV_NONE;
    t->to = e->notify == SIGEV_THREAD_ID ? e->tid : 0;
    t->source.taken = posix_timer_taken;
    t->source.info = (struct signal_info){.number = e->number,
                                          .code = SI_TIMER,
                                          .timer_id = t->id,
                                          .value = e->value,
                                          .source = &t->source};
}

SYSCALL3(timer_create, clockid_t, clock, const struct event *, event, int *, id)
{
    struct event wanted = {.number = SIGALRM, .notify = SIGEV_SIGNAL};
    struct posix_timer *t;

    if (time_base(clock) == TIME_NONE || clock == CLOCK_MONOTONIC_RAW ||
        clock == CLOCK_REALTIME_COARSE || clock == CLOCK_MONOTONIC_COARSE)
        return time_base(clock) == TIME_NONE ? -EINVAL : -EOPNOTSUPP;
    if (event)
        wanted = *event;
    if (!event_valid(&wanted))
        return -EINVAL;
    t = kzalloc(sizeof(*t));
    if (!t)
        return -EAGAIN;
    timer_init(t, clock, &wanted);
    if (!event)
        t->source.info.value.sival_int = t->id;
    t->next = posix_timers;
    posix_timers = t;
    *id = t->id;
    return 0;
}

static struct itimerspec setting(const struct posix_timer *t)
{
    return (struct itimerspec){timespec_from_ns(t->every),
                               timespec_from_ns(posix_timer_left(t))};
}

/* The time on the timer's clock that a setting means; never 0. */
static uint64_t end_of(const struct posix_timer *t, uint64_t ns, bool absolute)
{
    uint64_t now = posix_timer_now(t);

    if (absolute && t->base == TIME_WALL) {
        uint64_t date = arch_wall_ns();

        ns = ns > date ? ns - date : 0;
    } else if (absolute) {
        return ns;
    }
    return ns > INT64_MAX - now ? INT64_MAX : now + ns;
}

SYSCALL4(timer_settime, int, id, int, flags, const struct itimerspec *, value,
         struct itimerspec *, old)
{
    struct posix_timer *t = find(id);
    struct itimerspec before;
    uint64_t ns, every;

    if (!value || !timespec_valid(&value->it_value) ||
        !timespec_valid(&value->it_interval) || !t)
        return -EINVAL;
    ns = timespec_ns(&value->it_value);
    every = timespec_ns(&value->it_interval);
    before = setting(t);
    posix_timer_set(t, ns ? end_of(t, ns, flags & TIMER_ABSTIME) : 0,
                    ns ? every : 0);
    if (old)
        *old = before;
    return 0;
}

SYSCALL2(timer_gettime, int, id, struct itimerspec *, value)
{
    struct posix_timer *t = find(id);

    if (!t)
        return -EINVAL;
    *value = setting(t);
    return 0;
}

SYSCALL1(timer_getoverrun, int, id)
{
    struct posix_timer *t = find(id);

    return t ? t->overrun : -EINVAL;
}

SYSCALL1(timer_delete, int, id)
{
    struct posix_timer **at = &posix_timers, *t;

    while (*at && (*at)->id != id)
        at = &(*at)->next;
    t = *at;
    if (!t)
        return -EINVAL;
    *at = t->next;
    posix_timer_end(t);
    kfree(t);
    return 0;
}
