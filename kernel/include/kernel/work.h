/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the kernel does between other things: timers that are due and devices
 * that have something. And the border between program and kernel: a program
 * with threads or asynchronous signals is interrupted by timers and devices.
 * An interrupt that meets the program outside of the kernel is worked on at
 * once (preempt_work()); one that meets the kernel, when the kernel is left.
 * Interrupt handlers themselves only note that there is work.
 *
 * Signals are acted on at the same border.
 *
 * Used by the SYSCALL macros; all of it folds to nothing where nothing reached
 * asks for interrupts (arch_async_enable()) or installs a handler.
 */
#ifndef KERNEL_WORK_H
#define KERNEL_WORK_H

#include <kernel/arch.h>
#include <kernel/signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <unispec/attributes.h>

/* Who asks declares it weak: #pragma weak arch_async_enable */
#define ASYNC __unispec_reached((const void *)arch_async_enable)

/* Of the running thread: not 0 while it is in the kernel. */
extern unsigned kernel_depth;
/* An interrupt came: work_run() is due. */
extern volatile bool kernel_work;

/* kernel/net: the network device, once there are sockets. */
void inet_start(void);
void inet_poll(void);
bool inet_ask(void);

/* Runs due timers, asks the devices. Also for calls that only look, as poll
 * without a timeout does: without interrupts nobody else would. */
void work_run(void);

/* Sees to it that work_run() is called by this time at the latest. */
static inline void work_at(uint64_t when)
{
    if (ASYNC)
        arch_timer_arm(when);
}

/* There is a border. */
#define BORDER (ASYNC || SIGNALS)

/* Work at the border: work_run(), other threads that are due, signals. */
void kernel_leave_work(void);
/* Leaves after an interrupted call; returns what to make of its result. */
long kernel_leave_interrupted(long result);
/* Work where an interrupt met the program, whose registers these are. */
void preempt_work(struct arch_regs *regs, void *extended);

static inline void kernel_enter(void)
{
    if (BORDER) {
        kernel_depth++;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    }
}

/* An interrupt between the two steps is worked on at once, or is seen. */
static inline void kernel_leave(void)
{
    if (BORDER) {
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        kernel_depth--;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        if (__builtin_expect(kernel_work, 0) && !kernel_depth)
            kernel_leave_work();
    }
}

/* The same at the end of a system call; -SIGNAL_RESTART: call it again. */
static inline long kernel_leave_with(long result)
{
    if (SIGNALS && __builtin_expect(signal_interrupted(result), 0))
        return kernel_leave_interrupted(result);
    kernel_leave();
    return result;
}

/*
 * Nobody can run: idles until an interrupt, or until the deadline, the first
 * timer, or the next look at the devices is due, then does the work. Where
 * nothing of these can come the machine stops: "the program waits for" WHAT.
 */
void idle(uint64_t deadline, const char *what);

/*
 * Devices that interrupt: each is asked for one interrupt before the processor
 * idles, or when others run while somebody waits for it, and not otherwise, so
 * a busy program is not disturbed. Until the first has come a device is looked
 * at every tick, as those that cannot.
 */
/* Who asks declares it weak: #pragma weak inet_start */
#define INTERRUPTS __unispec_reached((const void *)inet_start)
extern bool device_interrupts;         /* one has come */
extern volatile bool device_interrupt; /* and has not been acted on */
/* Asks; false where a device has something already. */
bool device_ask(void);
/* Something that is waited for has to be looked at. */
bool device_must_look(void);

/* Nanoseconds spent in idle(). */
extern uint64_t idle_ns;

/*
 * So often idle() looks again at once instead of halting until the next tick:
 * a device without interrupts that has just given something, and may have
 * more in no time, sets it to IDLE_LOOKS.
 */
#define IDLE_LOOKS 5000
extern unsigned idle_looks;

/* Devices that are asked, where something reached waits for them. */
struct wait_queue *console_input(void);
bool console_waited(void);
int console_wait(uint64_t deadline);
void console_look(void);
/* Something polls the console or reads it. Who asks declares both weak. */
#define CONSOLE_WAITS                                                          \
    (__unispec_reached((const void *)console_input) ||                         \
     __unispec_reached((const void *)console_wait))

#endif
