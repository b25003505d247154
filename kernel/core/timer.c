/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The pairing heap of timers; see kernel/timer.h. */
#include <kernel/arch.h>
#include <kernel/panic.h>
#include <kernel/timer.h>
#include <kernel/work.h>
#include <stddef.h>

/* Asking whether these are reached must not extract them. */
#pragma weak arch_async_enable
#pragma weak arch_timer_arm

static struct timer *heap;

/* Of two heaps one; the roots have no siblings. */
static struct timer *meld(struct timer *a, struct timer *b)
{
    struct timer *t;

    if (!a)
        return b;
    if (!b)
        return a;
    if (b->when < a->when) {
        t = a;
        a = b;
        b = t;
    }
    b->next = a->child;
    b->back = a;
    if (b->next)
        b->next->back = b;
    a->child = b;
    return a;
}

/* Melds siblings in pairs, then the pairs from the last to the first. */
static struct timer *meld_children(struct timer *first)
{
    struct timer *pairs = NULL, *whole = NULL, *next;

    while (first) {
        struct timer *a = first, *b = a->next;

        first = b ? b->next : NULL;
        a->next = NULL;
        if (b)
            b->next = NULL;
        a = meld(a, b);
        a->next = pairs;
        pairs = a;
    }
    for (; pairs; pairs = next) {
        next = pairs->next;
        pairs->next = NULL;
        whole = meld(whole, pairs);
    }
    if (whole)
        whole->back = NULL;
    return whole;
}

void timer_add(struct timer *t, uint64_t when)
{
    KASSERT(!t->pending);
    t->child = t->next = t->back = NULL;
    t->when = when;
    t->pending = true;
    heap = meld(heap, t);
    if (heap == t)
        work_at(when);
}

void timer_remove(struct timer *t)
{
    struct timer *rest;

    if (!t->pending)
        return;
    t->pending = false;
    rest = meld_children(t->child);
    if (t == heap) {
        heap = rest;
        return;
    }
    if (t->back->child == t)
        t->back->child = t->next;
    else
        t->back->next = t->next;
    if (t->next)
        t->next->back = t->back;
    heap = meld(heap, rest);
}

uint64_t timer_next(void)
{
    return heap ? heap->when : UINT64_MAX;
}

void timer_run(void)
{
    while (heap && heap->when <= arch_clock_ns()) {
        struct timer *t = heap;

        timer_remove(t);
        t->fire(t);
    }
}
