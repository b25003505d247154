/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pending signals, oldest first. Those below SIGNAL_FIRST_QUEUED are pending
 * once or not at all; the real-time ones as often as they were sent, up to the
 * room of the queue, beyond which only the fact that one is pending is kept.
 */
#include "signal.h"
#include <errno.h>
#include <string.h>

#define QUEUE_MAX 64 /* RLIMIT_SIGPENDING */

static struct signal_info queue[QUEUE_MAX];
static unsigned queued;

static void queue_remove(unsigned at)
{
    queued--;
    memmove(queue + at, queue + at + 1, (queued - at) * sizeof(*queue));
}

/* The oldest entry of a signal, or -1. */
static int queue_find(int number)
{
    for (unsigned i = 0; i < queued; i++)
        if (queue[i].number == number)
            return (int)i;
    return -1;
}

long signal_enqueue(const struct signal_info *info)
{
    uint64_t bit = SIGNAL_BIT(info->number);

    if (info->number < SIGNAL_FIRST_QUEUED && (signals.pending & bit))
        return 0;
    if (queued < QUEUE_MAX)
        queue[queued++] = *info;
    else if (info->number >= SIGNAL_FIRST_QUEUED && info->code != SI_USER)
        return -EAGAIN;
    signals.pending |= bit;
    return 0;
}

struct signal_info signal_dequeue(uint64_t set)
{
    int number = __builtin_ctzll(signals.pending & set) + 1;
    struct signal_info info = {.number = number, .code = SI_USER};
    int at = queue_find(number);

    if (at >= 0) {
        info = queue[at];
        queue_remove((unsigned)at);
    }
    if (queue_find(number) < 0)
        signals.pending &= ~SIGNAL_BIT(number);
    return info;
}

void signal_discard(uint64_t set)
{
    signals.pending &= ~set;
    for (unsigned i = queued; i-- > 0;)
        if (SIGNAL_BIT(queue[i].number) & set)
            queue_remove(i);
}

bool signal_is_ignored(int number)
{
    void (*handler)(int) = signal_action(number)->handler.simple;

    return handler == SIG_IGN ||
           (handler == SIG_DFL && (SIGNAL_BIT(number) & SIGNAL_IGNORED));
}
