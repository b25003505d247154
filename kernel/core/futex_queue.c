/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Who waits for which futex: a hash table of wait queues, in the order in
 * which they came. A program with one thread has nobody to wake and no table;
 * a wait without a deadline would last for ever there (a mutex locked twice, a
 * semaphore that nobody posts), and is reported.
 */
#include "futex.h"
#include <errno.h>
#include <kernel/thread.h>
#include <kernel/wait.h>

/* Asking whether it is reached must not extract it. */
#pragma weak thread_create

#define BUCKET_BITS 6

struct futex_waiter {
    struct thread_waiter thread; /* first: found from the queue */
    uint32_t *word;              /* NULL: woken */
    uint32_t bits;
};

static struct wait_queue buckets[1 << BUCKET_BITS];

static struct wait_queue *bucket_of(const uint32_t *word)
{
    uint64_t hash = ((uintptr_t)word >> 2) * 0x9e3779b97f4a7c15ull;

    return &buckets[hash >> (64 - BUCKET_BITS)];
}

long futex_block(uint32_t *word, uint32_t bits, uint64_t deadline)
{
    struct futex_waiter w = {.word = word, .bits = bits};
    int result;

    if (!THREADS) {
        while (!(result = wait_block(deadline, "another thread to wake it, "
                                               "but it has only one")))
            ;
        return deadline == WAIT_FOREVER ? result : wait_final(result);
    }
    thread_waiter_init(&w.thread);
    w.thread.waiter.exclusive = true; /* so they stay in order */
    wait_add(bucket_of(word), &w.thread.waiter);
    do
        result = wait_block(deadline, "a futex that another thread wakes");
    while (!result && w.word);
    wait_remove(&w.thread.waiter);
    if (!w.word)
        return 0;
    return deadline == WAIT_FOREVER ? result : wait_final(result);
}

/* The next waiter for the word from W on. */
static struct futex_waiter *find(struct waiter *w, const uint32_t *word)
{
    while (w && ((struct futex_waiter *)w)->word != word)
        w = w->next;
    return (struct futex_waiter *)w;
}

static void wake(struct futex_waiter *w)
{
    w->word = NULL;
    wait_remove(&w->thread.waiter);
    thread_wake(w->thread.thread);
}

long futex_wake(uint32_t *word, uint32_t n, uint32_t bits)
{
    struct futex_waiter *w, *next;
    long woken = 0;

    if (!THREADS)
        return 0;
    for (w = find(bucket_of(word)->first, word); w && woken < n; w = next) {
        next = find(w->thread.waiter.next, word);
        if (w->bits & bits) {
            wake(w);
            woken++;
        }
    }
    return woken;
}

long futex_move(uint32_t *word, uint32_t n, uint32_t *to, uint32_t m)
{
    struct futex_waiter *w, *next;
    long woken = futex_wake(word, n, ~0u);
    uint32_t moved = 0;

    if (!THREADS)
        return woken;
    for (w = find(bucket_of(word)->first, word); w && moved < m; w = next) {
        next = find(w->thread.waiter.next, word);
        moved++;
        if (word == to)
            continue;
        wait_remove(&w->thread.waiter);
        w->word = to;
        wait_add(bucket_of(to), &w->thread.waiter);
    }
    return woken + moved;
}
