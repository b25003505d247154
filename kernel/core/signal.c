/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Posting of signals: which thread gets it, and what wakes it. And the masks,
 * whose change makes the same questions come up again. What has no handler is
 * acted on at once; a thread that has to run a handler is marked as due, and
 * what it waits for ends.
 */
#include "signal.h"
#include "sched.h"
#include <kernel/process.h>
#include <kernel/work.h>
#include <string.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_list
#pragma weak sched_queue

struct signal_state process_signals;

void signal_fill_info(siginfo_t *to, const struct signal_info *from)
{
    memset(to, 0, sizeof(*to));
    to->si_signo = from->number;
    to->si_code = from->code;
    to->si_addr = from->address; /* or pid and uid: the same bytes */
    to->si_value = from->value;
}

static bool has_handler(int number)
{
    void (*handler)(int) = signal_action(number)->handler.simple;

    return SIGNALS && handler != SIG_DFL && handler != SIG_IGN;
}

static bool wants(const struct thread *t, uint64_t bit)
{
    return !(t->signals.blocked & bit) || (t->signals.waiting & bit);
}

/* The first thread, else any that does not block it, as on Linux. */
static struct thread *choose(uint64_t bit)
{
    struct thread *t = THREADS ? thread_list : &thread_main;

    while (t && !wants(t, bit))
        t = THREADS ? t->next_all : NULL;
    return t;
}

/* The thread has to go to the border. */
static void interrupt(struct thread *t)
{
    t->signals.due = true;
    if (t == thread_current)
        kernel_work = true;
    if (THREADS && t->blocked) /* also the current one, where all are */
        sched_queue(t);
}

static void tell(struct thread *t, int number)
{
    uint64_t bit = SIGNAL_BIT(number);

    if (t->signals.waiting & bit) {
        thread_wake(t);
    } else if (has_handler(number)) {
        interrupt(t);
    } else if (!signal_is_ignored(number)) {
        signal_flush(&t->signals.pending, bit);
        signal_flush(&process_signals.pending, bit);
        signal_default(number);
    }
}

long signal_post(struct thread *to, const struct signal_info *info)
{
    uint64_t bit = SIGNAL_BIT(info->number);
    struct thread *t = to;
    long error;

    if (bit & SIGNAL_STOPS)
        signal_discard(SIGNAL_BIT(SIGCONT));
    if (info->number == SIGCONT)
        signal_discard(SIGNAL_STOPS);
    if (!t)
        t = choose(bit);
    if (t && !(t->signals.blocked & bit) && signal_is_ignored(info->number))
        return 0;
    error = signal_enqueue(to ? &to->signals.pending : &process_signals.pending,
                           info);
    if (SIGNALFDS)
        signalfd_wake();
    if (!error && t && wants(t, bit))
        tell(t, info->number);
    return error;
}

void signal_send(int number)
{
    signal_post(number == SIGPIPE ? thread_current : NULL,
                &(struct signal_info){.number = number,
                                      .code = SI_USER,
                                      .pid = PROCESS_ID,
                                      .uid = process_ids.uid});
}

/* Without handlers all that a mask held back is acted on here. */
void signal_recalculate(void)
{
    struct thread_signals *self = &thread_current->signals;

    while (signal_available() & ~self->blocked) {
        struct signal_info info;

        if (SIGNALS) {
            interrupt(thread_current);
            return;
        }
        info = signal_dequeue(~self->blocked);
        if (!signal_is_ignored(info.number))
            signal_default(info.number);
    }
    self->due = false;
}

/* What the process has pending and the thread blocks now is for another. */
static void retarget(uint64_t set)
{
    set &= process_signals.pending.set;
    for (; set; set &= set - 1) {
        struct thread *t = choose(set & -set);

        if (t && t != thread_current)
            tell(t, __builtin_ctzll(set) + 1);
    }
}

void signal_set_blocked(uint64_t mask)
{
    struct thread_signals *self = &thread_current->signals;
    uint64_t before = self->blocked;

    self->blocked = mask & ~SIGNAL_UNBLOCKABLE;
    if (THREADS && self->due)
        retarget(self->blocked & ~before);
    signal_recalculate();
}

void signal_mask_install(uint64_t mask)
{
    struct thread_signals *self = &thread_current->signals;

    self->saved = self->blocked;
    self->restore = true;
    signal_set_blocked(mask);
}

void signal_mask_restore(void)
{
    struct thread_signals *self = &thread_current->signals;

    self->restore = false;
    signal_set_blocked(self->saved);
}

void signal_thread_end(struct thread *t)
{
    t->signals.blocked = ~0ull;
    signal_flush(&t->signals.pending, ~0ull);
    if (t->signals.due)
        retarget(~0ull);
}
