/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The signals of the process. A signal is posted to a thread or to the
 * process; it stays pending until a thread that does not block it is at the
 * border of the kernel, or until somebody takes it (sigwait, signalfd).
 *
 *     signal_queue.c   what is pending
 *     signal.c         posting: who gets it; masks
 *     signal_deliver.c handlers
 *     signal_default.c what happens without a handler
 *     signal_*.c       the system calls
 */
#ifndef KERNEL_CORE_SIGNAL_H
#define KERNEL_CORE_SIGNAL_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <kernel/signal.h>
#include <kernel/thread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIGNALS_MAX 64
#define SIGNAL_SET_BYTES 8
#define SIGNAL_FIRST_QUEUED 32 /* from here on each one counts */

/* Sets of signals: bit n-1 is signal n. */
#define SIGNAL_BIT(n) (1ull << ((n)-1))
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
_Static_assert(offsetof(siginfo_t, si_addr) == 16, "Linux ABI");
_Static_assert(sizeof(stack_t) == 24, "Linux ABI");

/* One signal: the fields of siginfo_t that are set. */
struct signal_info {
    struct signal_info *next; /* while it is pending */
    int number, code;
    union {
        struct {
            int pid;
            unsigned uid;
        };
        struct {
            int timer_id, overrun;
        };
        void *address; /* of a fault */
    };
    union sigval value;
    struct signal_source *source; /* NULL: not a timer's */
};

/* Where the signals of a timer come from: at most one is pending. */
struct signal_source {
    struct signal_info info; /* as it is to be sent; linked while pending */
    bool queued;
    /* It was taken, as this copy. */
    void (*taken)(struct signal_source *source, struct signal_info *info);
};

struct signal_state {
    struct signal_pending pending;             /* of the process */
    struct signal_action actions[SIGNALS_MAX]; /* of signal n at n-1 */
};
extern struct signal_state process_signals;

static inline struct signal_action *signal_action(int number)
{
    return &process_signals.actions[number - 1];
}

/* Adds a copy to the pending ones: 0, or -EAGAIN without room for it. */
long signal_enqueue(struct signal_pending *to, const struct signal_info *info);
/* Takes the next one of the set for the calling thread, which has one. */
struct signal_info signal_dequeue(uint64_t set);
/* What the calling thread could take. */
uint64_t signal_available(void);
/* Forgets all pending ones of the set, of one thread or everywhere. */
void signal_flush(struct signal_pending *of, uint64_t set);
void signal_discard(uint64_t set);
/* Forgets the signal of a source, where it is pending. */
void signal_take_back(struct signal_source *source);
/* True where the signal would do nothing if it were delivered. */
bool signal_is_ignored(int number);

/* Sends a signal to a thread, or, NULL, to the process: 0 or -EAGAIN. */
long signal_post(struct thread *to, const struct signal_info *info);

/* Sets the mask of the calling thread. */
void signal_set_blocked(uint64_t mask);
/* Looks again whether the calling thread has to act on something. */
void signal_recalculate(void);

/* Sets an action with a handler: what decides whether there are SIGNALS. */
void signal_install(struct signal_action *slot,
                    const struct signal_action *action);

/* The default action of a signal that is not ignored by default. */
void signal_default(int number);

/* Runs the handler for a fault of the running program. */
void signal_deliver_fault(struct arch_regs *regs, void *extended,
                          const struct signal_info *fault);

/* True where the stack pointer is on the thread's alternate stack. */
static inline bool signal_on_stack(uintptr_t sp)
{
    const struct thread_signals *s = &thread_current->signals;

    return sp - s->stack < s->stack_size;
}

/* Sets the alternate stack of the thread, by sigaltstack() or by a context. */
long signal_stack_set(const stack_t *wanted);

/*
 * signalfd.c: a new one, and that somebody may have something to read. Whether
 * any is ever made says whether there is anybody to wake. Both are weak: who
 * asks must not extract them, and no call of the first is inlined.
 */
long signalfd_make(uint64_t set, unsigned flags);
void signalfd_wake(void);
#pragma weak signalfd_make
#pragma weak signalfd_wake
#define SIGNALFDS __unispec_reached((const void *)signalfd_make)

void signal_fill_info(siginfo_t *to, const struct signal_info *from);

/*
 * Machine code: calls handler(a, b, c) with the stack pointer at `top`, and
 * returns on the present stack.
 */
void arch_call_on_stack(void (*handler)(int, siginfo_t *, void *), int a,
                        siginfo_t *b, void *c, void *top);

#endif
