/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pending signals, of each thread and of the process. Those below
 * SIGNAL_FIRST_QUEUED are pending once or not at all; the real-time ones as
 * often as they were sent, up to the room of the pool that all share, beyond
 * which only the fact that one is pending is kept.
 */
#include "signal.h"
#include <errno.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_list

#define POOL_SIZE 64 /* RLIMIT_SIGPENDING */

/* What a fault of the program raises comes first, as on Linux. */
#define SYNCHRONOUS                                                            \
    (SIGNAL_BIT(SIGSEGV) | SIGNAL_BIT(SIGBUS) | SIGNAL_BIT(SIGILL) |           \
     SIGNAL_BIT(SIGTRAP) | SIGNAL_BIT(SIGFPE) | SIGNAL_BIT(SIGSYS))

static struct signal_info pool[POOL_SIZE], *pool_free;
static unsigned pool_used; /* from here on they were never given out */

static struct signal_info *pool_take(void)
{
    struct signal_info *i = pool_free;

    if (i)
        pool_free = i->next;
    else if (pool_used < POOL_SIZE)
        i = &pool[pool_used++];
    return i;
}

static void release(struct signal_info *i)
{
    if (i->source) {
        i->source->queued = false;
        return;
    }
    i->next = pool_free;
    pool_free = i;
}

/* The place of the oldest entry of a signal; it holds NULL where none is. */
static struct signal_info **find(struct signal_info **at, int number)
{
    while (*at && (*at)->number != number)
        at = &(*at)->next;
    return at;
}

static void append(struct signal_pending *to, struct signal_info *i)
{
    struct signal_info **end = &to->first;

    while (*end)
        end = &(*end)->next;
    i->next = NULL;
    *end = i;
}

long signal_enqueue(struct signal_pending *to, const struct signal_info *info)
{
    uint64_t bit = SIGNAL_BIT(info->number);
    struct signal_info *copy;

    if (!info->source && info->number < SIGNAL_FIRST_QUEUED && (to->set & bit))
        return 0;
    copy = info->source ? &info->source->info : pool_take();
    if (info->source) {
        info->source->queued = true;
        append(to, copy);
    } else if (copy) {
        *copy = *info;
        append(to, copy);
    } else if (info->number >= SIGNAL_FIRST_QUEUED && info->code != SI_USER) {
        return -EAGAIN;
    }
    to->set |= bit;
    return 0;
}

static struct signal_info take(struct signal_pending *from, uint64_t set)
{
    uint64_t ready = from->set & set;
    int number =
        __builtin_ctzll(ready & SYNCHRONOUS ? ready & SYNCHRONOUS : ready) + 1;
    struct signal_info info = {.number = number, .code = SI_USER};
    struct signal_info **at = find(&from->first, number), *found = *at;

    if (found) {
        info = *found;
        *at = found->next;
        release(found);
    }
    if (!*find(at, number))
        from->set &= ~SIGNAL_BIT(number);
    if (info.source)
        info.source->taken(info.source, &info);
    return info;
}

uint64_t signal_available(void)
{
    return thread_current->signals.pending.set | process_signals.pending.set;
}

struct signal_info signal_dequeue(uint64_t set)
{
    struct signal_pending *own = &thread_current->signals.pending;

    return take(own->set & set ? own : &process_signals.pending, set);
}

void signal_flush(struct signal_pending *of, uint64_t set)
{
    struct signal_info **at = &of->first, *i;

    of->set &= ~set;
    while ((i = *at)) {
        if (SIGNAL_BIT(i->number) & set) {
            *at = i->next;
            release(i);
        } else {
            at = &i->next;
        }
    }
}

void signal_discard(uint64_t set)
{
    struct thread *t = THREADS ? thread_list : &thread_main;

    signal_flush(&process_signals.pending, set);
    for (; t; t = THREADS ? t->next_all : NULL)
        signal_flush(&t->signals.pending, set);
}

static void remove_source(struct signal_pending *from,
                          struct signal_source *source)
{
    struct signal_info **at = &from->first;
    int number = source->info.number;

    while (*at && *at != &source->info)
        at = &(*at)->next;
    if (!*at)
        return;
    *at = source->info.next;
    source->queued = false;
    if (!*find(&from->first, number))
        from->set &= ~SIGNAL_BIT(number);
}

void signal_take_back(struct signal_source *source)
{
    struct thread *t = THREADS ? thread_list : &thread_main;

    if (source->queued)
        remove_source(&process_signals.pending, source);
    for (; t && source->queued; t = THREADS ? t->next_all : NULL)
        remove_source(&t->signals.pending, source);
}

bool signal_is_ignored(int number)
{
    void (*handler)(int) = signal_action(number)->handler.simple;

    return handler == SIG_IGN ||
           (handler == SIG_DFL && (SIGNAL_BIT(number) & SIGNAL_IGNORED));
}
