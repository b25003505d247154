/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The scheduler: round robin over a queue of runnable threads. A switch is
 * always made by the thread that gives the processor away, in the kernel and
 * on its own stack. The timer interrupts the running thread only while others
 * are runnable, or wait for a device that has to be looked at: one tick, armed
 * when that begins.
 */
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <kernel/process.h>
#include <kernel/wait.h>
#include <kernel/work.h>
#include <stddef.h>

#include "sched.h"

/* Asking whether these are reached must not extract them. */
#pragma weak thread_cpu_ns
#pragma weak device_ask
#pragma weak device_must_look
#pragma weak inet_start

#define SLICE 10000000ull /* ns */
#define LOOK 1000000ull

static struct thread *first, *last;
static struct timer tick; /* pending while others are runnable */
static bool due; /* others wait for their turn, or for what time it is now */
/* What ended last and could not clear up behind itself. */
static struct {
    struct thread *thread;
    void *stack;
    size_t size;
} ended;

/* Whoever runs the timers, the border has work. */
static void tick_came(struct timer *timer)
{
    (void)timer;
    due = true;
    kernel_work = true;
}

static bool must_look(void)
{
    return wait_external && (!INTERRUPTS || device_must_look());
}

static void tick_arm(void)
{
    if (tick.pending)
        return;
    tick.fire = tick_came;
    timer_add(&tick, arch_clock_ns() + (must_look() ? LOOK : SLICE));
}

/* While others run, what a thread waits for interrupts. */
static void ask_devices(void)
{
    if (INTERRUPTS && wait_external && !device_ask())
        kernel_work = true;
}

void sched_queue(struct thread *t)
{
    if (t->queued)
        return;
    t->queued = true;
    t->blocked = false;
    t->next = NULL;
    if (first)
        last->next = t;
    else
        first = t;
    last = t;
    tick_arm();
}

static void clear_ended(void)
{
    struct thread *t = ended.thread;

    if (!t)
        return;
    ended.thread = NULL;
    if (ended.size)
        vm_unmap((uintptr_t)ended.stack, ended.size);
    if (t != &thread_main)
        kfree(t);
}

/* Time on the processor, where somebody asks for it. */
static void account(struct thread *from, struct thread *to)
{
    uint64_t now;

    if (!__unispec_reached((const void *)thread_cpu_ns))
        return;
    now = arch_clock_ns() - idle_ns;
    from->cpu_ns += now - from->since_ns;
    to->since_ns = now;
}

static void switch_to(struct thread *to)
{
    struct thread *from = thread_current;

    account(from, to);
    from->kernel_depth = kernel_depth;
    thread_current = to;
    arch_switch(&from->stack, to->stack, to->thread_pointer);
    sched_begin();
    kernel_depth = from->kernel_depth;
}

void sched_begin(void)
{
    clear_ended();
    if (SIGNALS && thread_current->signals.due)
        kernel_work = true;
}

/* Interrupts that come while nobody runs belong to nobody. */
static struct thread *next_thread(const char *what)
{
    struct thread *t;

    if (!first)
        timer_remove(&tick);
    while (!first)
        idle(WAIT_FOREVER, what);
    t = first;
    first = t->next;
    t->queued = false;
    return t;
}

static void run_next(const char *what)
{
    struct thread *t = next_thread(what);

    due = false;
    if (must_look())
        tick_arm();
    ask_devices();
    if (t != thread_current)
        switch_to(t);
}

static void deadline_came(struct timer *timer)
{
    due = true;
    sched_queue(
        (struct thread *)((char *)timer - offsetof(struct thread, timer)));
}

void sched_block(uint64_t deadline, const char *what)
{
    struct thread *self = thread_current;

    self->blocked = true;
    if (deadline != WAIT_FOREVER) {
        self->timer.fire = deadline_came;
        timer_add(&self->timer, deadline);
    }
    run_next(what);
    timer_remove(&self->timer);
}

void thread_yield(void)
{
    if (!first)
        return;
    sched_queue(thread_current);
    run_next("");
}

/* kernel_work may still be set for a turn that was given already: a thread
 * that comes back to the border has not had its own. */
void sched_tick(void)
{
    if (INTERRUPTS && device_interrupt) {
        device_interrupt = false;
        due = true; /* who waited for it has its turn */
    }
    if (due)
        thread_yield();
    if (first || must_look())
        tick_arm();
    ask_devices();
}

_Noreturn void sched_end(void *stack, size_t size)
{
    KASSERT(!ended.thread);
    ended.thread = thread_current;
    ended.stack = stack;
    ended.size = size;
    switch_to(next_thread("a thread that could go on"));
    __builtin_unreachable();
}
