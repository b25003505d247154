/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Signals as the rest of the kernel sees them: what a thread has of them, and
 * how a system call is interrupted.
 *
 * A handler runs at the border of the kernel only: when a system call returns,
 * after an interrupt that met the program, or after a fault of the program. A
 * call that blocks is ended by wait_block() with -EINTR, which goes up to the
 * border as it is: the call is made again where the handler has SA_RESTART. A
 * call that is not (poll, sleeping) passes its result through wait_final().
 */
#ifndef KERNEL_SIGNAL_H
#define KERNEL_SIGNAL_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unispec/attributes.h>

struct arch_regs;
struct signal_info;
struct thread;

/* Pending signals: a set, and what is known of them, oldest first. */
struct signal_pending {
    uint64_t set;
    struct signal_info *first;
};

struct thread_signals {
    uint64_t blocked;
    uint64_t saved;   /* the mask to return to, while `restore` */
    uint64_t waiting; /* what rt_sigtimedwait waits for */
    struct signal_pending pending;
    uintptr_t stack; /* sigaltstack; size 0: none */
    size_t stack_size;
    unsigned stack_flags;
    bool due; /* a signal is to be acted on at the border */
    bool restore;
};

/*
 * Handlers can be installed. Without them a signal ends the guest, is ignored,
 * or waits to be taken by sigwait; then nothing is delivered to the program.
 * Who asks declares it weak: #pragma weak signal_handlers_enable
 */
void signal_handlers_enable(void);
#define SIGNALS __unispec_reached((const void *)signal_handlers_enable)
#pragma weak signal_handlers_enable

/* Results of a system call at the border: never seen by the program. */
#define EINTR_FINAL 514    /* EINTR, with SA_RESTART too */
#define SIGNAL_RESTART 512 /* make the call again */

/* For calls that a handler ends for good, whatever its flags. */
static inline long wait_final(long result)
{
    return SIGNALS && result == -EINTR ? -EINTR_FINAL : result;
}

static inline bool signal_interrupted(long result)
{
    return result == -EINTR || result == -EINTR_FINAL;
}

/*
 * The mask of ppoll and its like: signal_mask_install() before the wait,
 * signal_mask_restore() after it unless the call was interrupted: then the
 * handler runs under the new mask and returns to the old one.
 */
void signal_mask_install(uint64_t mask);
void signal_mask_restore(void);

/* Acts on the signals of the calling thread; from arch_call_saved(). */
void signal_leave_work(struct arch_regs *regs, void *extended);
/* The same after an interrupt, within preempt_work(). */
void signal_preempt(struct arch_regs *regs, void *extended);

/* Sets of signals, for /proc: bit n-1 is signal n. */
struct signal_sets {
    uint64_t pending, process_pending, blocked, ignored, caught;
};
void signal_sets(const struct thread *thread, struct signal_sets *sets);

/* Gives up what an ending thread has of them. */
void signal_thread_end(struct thread *thread);

#endif
