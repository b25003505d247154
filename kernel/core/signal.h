/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The signals of one thread. Everything is synchronous: a signal is queued by
 * a call of the thread itself, and delivered before that call, or the call
 * that unblocks it, returns.
 *
 *     signal_queue.c   what is pending
 *     signal.c         delivery: which action, masks, calling the handler
 *     signal_default.c what happens without a handler
 *     signal_*.c       the system calls
 */
#ifndef KERNEL_CORE_SIGNAL_H
#define KERNEL_CORE_SIGNAL_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIGNALS 64
#define SIGNAL_SET_BYTES 8
#define SIGNAL_FIRST_QUEUED 32 /* from here on each one counts */

/* Sets of signals: bit n-1 is signal n. */
#define SIGNAL_BIT(n) (1ull << ((n) - 1))
#define SIGNAL_UNBLOCKABLE (SIGNAL_BIT(SIGKILL) | SIGNAL_BIT(SIGSTOP))
#define SIGNAL_STOPS                                                           \
    (SIGNAL_BIT(SIGSTOP) | SIGNAL_BIT(SIGTSTP) | SIGNAL_BIT(SIGTTIN) |         \
     SIGNAL_BIT(SIGTTOU))
#define SIGNAL_IGNORED                                                         \
    (SIGNAL_BIT(SIGCHLD) | SIGNAL_BIT(SIGURG) | SIGNAL_BIT(SIGWINCH) |         \
     SIGNAL_BIT(SIGCONT))

/* struct sigaction of the x86-64 kernel, which libc converts to its own. */
struct signal_action {
    union {
        void (*simple)(int);
        void (*info)(int, siginfo_t *, void *);
    } handler;
    unsigned long flags;
    void (*restorer)(void);
    uint64_t mask;
};
_Static_assert(sizeof(struct signal_action) == 32, "Linux ABI");
_Static_assert(offsetof(struct signal_action, mask) == 24, "Linux ABI");
_Static_assert(sizeof(siginfo_t) == 128, "Linux ABI");
_Static_assert(offsetof(siginfo_t, si_pid) == 16, "Linux ABI");
_Static_assert(sizeof(stack_t) == 24, "Linux ABI");

/* One pending signal: the fields of siginfo_t that kill and sigqueue set. */
struct signal_info {
    int number, code;
    int pid;
    unsigned uid;
    union sigval value;
};

struct signal_state {
    uint64_t blocked, pending;
    struct signal_action actions[SIGNALS]; /* of signal n at n-1 */
    stack_t stack;                         /* sigaltstack; size 0: none */
};
extern struct signal_state signals;

static inline struct signal_action *signal_action(int number)
{
    return &signals.actions[number - 1];
}

/* Adds to the pending ones: 0, or -EAGAIN where there is no more room. */
long signal_enqueue(const struct signal_info *info);
/* Takes the lowest pending one of the set, which is not empty of them. */
struct signal_info signal_dequeue(uint64_t set);
/* Forgets all pending ones of the set. */
void signal_discard(uint64_t set);
/* True where the signal would do nothing if it were delivered. */
bool signal_is_ignored(int number);

/* Queues a signal that a call of the thread sends to itself. */
long signal_post(const struct signal_info *info);

/*
 * Delivers what is pending and not blocked. The first handler returns to the
 * mask `resume`, which is the present one except in rt_sigsuspend. True where
 * a handler ran.
 */
bool signal_deliver(uint64_t resume);

/* The default action of a signal that is not ignored by default. */
void signal_default(int number);

/* True where the caller's stack is the alternate one. */
bool signal_on_stack(void);

void signal_fill_info(siginfo_t *to, const struct signal_info *from);

/*
 * Machine code: calls handler(a, b, c) with the stack pointer at `top`, and
 * returns on the present stack.
 */
void arch_call_on_stack(void (*handler)(int, siginfo_t *, void *), int a,
                        siginfo_t *b, void *c, void *top);

#endif
