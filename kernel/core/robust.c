/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The robust mutexes that a thread still holds when it ends: each is marked as
 * its owner's death left it, and one waiter is woken. The list is the program's
 * (linux/futex.h, struct robust_list_head), so that what it says is not
 * believed for longer than Linux does.
 */
#include "robust.h"

#include "futex.h"
#include <stdbool.h>

#define LIST_MAX 2048 /* ROBUST_LIST_LIMIT */
#define WAITERS 0x80000000u
#define OWNER_DIED 0x40000000u
#define TID 0x3fffffffu

struct entry {
    struct entry *next; /* bit 0: of the futexes with priority inheritance */
};

struct head {
    struct entry list; /* a ring */
    long offset;       /* from an entry to its futex */
    struct entry *pending;
};

static struct entry *entry_of(struct entry *e)
{
    return (struct entry *)((uintptr_t)e & ~(uintptr_t)1);
}

static void died(struct entry *e, long offset, int tid, bool pending)
{
    uint32_t *word = (uint32_t *)((char *)e + offset);
    uint32_t old;

    if ((uintptr_t)word % sizeof(*word))
        return;
    old = *word;
    /* Unlocked, and about to wake somebody when it ended. */
    if (pending && !old) {
        futex_wake(word, 1, ~0u);
        return;
    }
    if ((old & TID) != (uint32_t)tid)
        return;
    *word = (old & WAITERS) | OWNER_DIED;
    if (old & WAITERS)
        futex_wake(word, 1, ~0u);
}

void robust_list_end(struct thread *t)
{
    struct head *head = t->robust_list;
    struct entry *pending, *e;
    unsigned n = 0;

    if (!head)
        return;
    pending = entry_of(head->pending);
    for (e = entry_of(head->list.next); e != &head->list && n < LIST_MAX; n++) {
        struct entry *next = entry_of(e->next);

        if (e != pending)
            died(e, head->offset, t->tid, false);
        e = next;
    }
    if (pending)
        died(pending, head->offset, t->tid, true);
}
