/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: rm -rf %t.dir && mkdir -p %t.dir/unispec
// RUN: cp %sysroot/include/unispec/syscall_list.def %t.dir/unispec/
// RUN: printf '#ifdef __ASSEMBLER__\n#define UNISPEC_OS_SYMBOL(n) n\n#endif\n' > %t.dir/host.h
// RUN: gcc -include %t.dir/host.h -std=gnu11 -O1 -g -Wall -Wno-comment -fsanitize=address,undefined \
// RUN:   -DSA_RESTORER=0x04000000 -fno-sanitize-recover=all -I%t.dir \
// RUN:   -I%unispec_source/kernel/include \
// RUN:   -I%unispec_source/runtime/include %s \
// RUN:   %unispec_source/kernel/core/signal.c \
// RUN:   %unispec_source/kernel/core/signal_deliver.c \
// RUN:   %unispec_source/kernel/core/signal_queue.c \
// RUN:   %unispec_source/kernel/core/signal_default.c \
// RUN:   %unispec_source/kernel/core/signal_action.c \
// RUN:   %unispec_source/kernel/core/signal_mask.c \
// RUN:   %unispec_source/kernel/core/signal_kill.c \
// RUN:   %unispec_source/kernel/core/signal_wait.c \
// RUN:   %unispec_source/kernel/core/signal_stack.c \
// RUN:   %unispec_source/kernel/core/work_leave.c \
// RUN:   %unispec_source/kernel/arch/x86_64/signal_call.S -o %t
// RUN: %t | %FileCheck %s
// REQUIRES: gcc
/*
 * The kernel's signal code, built for the host and driven with random
 * sequences of calls, against the Linux it runs on: both must give the same
 * results and run the same handlers in the same order with the same values
 * and masks.
 */
// CHECK: 3000 sequences agree
// CHECK-NEXT: full queue: 64 kept, then EAGAIN
#define _GNU_SOURCE
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/process.h>
#include <kernel/thread.h>
#include <kernel/wait.h>
#include <kernel/work.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unispec/syscalls.h>
#include <unistd.h>

struct process_ids process_ids;

void arch_exit(int status)
{
    printf("exit %d\n", status);
    exit(1);
}

/* One thread, no interrupts, and no time that could pass. */
struct thread thread_main = {.tid = 1}, *thread_current = &thread_main;
struct thread *thread_list = &thread_main;
volatile bool kernel_work;

struct thread *thread_find(int tid)
{
    return tid == 1 ? &thread_main : NULL;
}

void signalfd_wake(void)
{
}

void thread_wake(struct thread *t)
{
    (void)t;
}

void sched_queue(struct thread *t)
{
    (void)t;
}

void sched_tick(void)
{
}

void work_run(void)
{
    kernel_work = false;
}

uint64_t wait_deadline(uint64_t ns)
{
    return ns;
}

int wait_block(uint64_t deadline, const char *what)
{
    if (thread_main.signals.due)
        return -EINTR;
    if (deadline == 0)
        return -ETIMEDOUT;
    printf("deadlock: %s\n", what);
    exit(1);
}

/* The registers of the program are not the model's matter. */
void arch_interrupts(bool on)
{
    (void)on;
}

void arch_signals_enable(void)
{
}

long arch_call_saved(void (*work)(struct arch_regs *, void *), long result)
{
    struct arch_regs regs = {.rax = (uint64_t)result};

    work(&regs, NULL);
    return (long)regs.rax;
}

void arch_context_save(void *context, const struct arch_regs *regs,
                       void *extended)
{
    (void)context, (void)regs, (void)extended;
}

void arch_context_restore(const void *context, struct arch_regs *regs)
{
    (void)context, (void)regs;
}

long arch_regs_result(const struct arch_regs *regs)
{
    return (long)regs->rax;
}

void arch_regs_set_result(struct arch_regs *regs, long result)
{
    regs->rax = (uint64_t)result;
}

void arch_console_write(const void *text, size_t size)
{
    fwrite(text, 1, size, stdout);
}

size_t kformat(char *buffer, size_t size, const char *format, ...)
{
    va_list list;
    int length;

    va_start(list, format);
    length = vsnprintf(buffer, size, format, list);
    va_end(list);
    return (size_t)length;
}

struct kernel_action {
    void (*handler)(int, siginfo_t *, void *);
    unsigned long flags;
    void (*restorer)(void);
    unsigned long mask;
};

static int ours, depth;
static char logs[2][1 << 16];
static size_t used[2];

static void note(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    used[ours] += (size_t)vsnprintf(logs[ours] + used[ours],
                                    sizeof(logs[0]) - used[ours], format, list);
    va_end(list);
}

/* The kernel's calls, and those of Linux, with one face. */
static long call(long number, long a, long b, long c, long d)
{
    long result;

    if (!ours) {
        result = syscall(number, a, b, c, d);
        return result < 0 ? -errno : result;
    }
    switch (number) {
    case SYS_rt_sigaction:
        return sys_rt_sigaction(a, b, c, d);
    case SYS_rt_sigprocmask:
        return sys_rt_sigprocmask(a, b, c, d);
    case SYS_rt_sigqueueinfo:
        return sys_rt_sigqueueinfo(1, b, c);
    case SYS_rt_sigpending:
        return sys_rt_sigpending(a, b);
    case SYS_rt_sigtimedwait:
        return sys_rt_sigtimedwait(a, b, c, d);
    default:
        return sys_rt_sigsuspend(a, b);
    }
}

static const int numbers[] = {SIGHUP, SIGUSR1, SIGTERM, SIGCHLD, 40, 41};
#define NUMBERS (sizeof(numbers) / sizeof(*numbers))

static uint32_t seed;

static unsigned choose(unsigned n)
{
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % n;
}

static unsigned long choose_mask(void)
{
    unsigned long mask = 0;

    for (unsigned i = 0; i < NUMBERS; i++)
        if (choose(2))
            mask |= 1ul << (numbers[i] - 1);
    return mask;
}

static unsigned long get_mask(void)
{
    unsigned long mask = 0;

    call(SYS_rt_sigprocmask, SIG_BLOCK, 0, (long)&mask, 8);
    return mask;
}

static void send(int number)
{
    siginfo_t info = {.si_signo = number, .si_code = SI_QUEUE};

    info.si_value.sival_int = (int)choose(1000);
    note("send %d %d: ", number, info.si_value.sival_int);
    note("%ld\n", call(SYS_rt_sigqueueinfo, getpid(), number, (long)&info, 0));
}

static void handler(int number, siginfo_t *info, void *context)
{
    ucontext_t *c = context;
    unsigned long resume;

    memcpy(&resume, &c->uc_sigmask, sizeof(resume));
    note("handler %d value %d code %d depth %d mask %lx resume %lx\n", number,
         info->si_value.sival_int, info->si_code, depth, get_mask(), resume);
    depth++;
    if (depth < 3 && choose(3) == 0)
        send(numbers[choose(NUMBERS)]);
    depth--;
    note("end %d\n", number);
}

/* glibc's own: the stub that makes handlers return on Linux. */
static void (*restorer(void))(void)
{
    struct sigaction probe = {.sa_handler = SIG_IGN}, saved;
    struct kernel_action action;

    sigaction(SIGUSR2, &probe, &saved);
    syscall(SYS_rt_sigaction, SIGUSR2, 0, &action, 8);
    return action.restorer;
}

static void set_action(int number)
{
    static const unsigned long flags[] = {0, SA_NODEFER, SA_RESTART};
    struct kernel_action action = {.restorer = restorer(),
                                   .mask = choose_mask()};

    action.flags = SA_SIGINFO | 0x04000000 | flags[choose(3)];
    if (choose(4) == 0)
        action.handler = (void *)SIG_IGN;
    else if (number == SIGCHLD && choose(3) == 0)
        action.handler = (void *)SIG_DFL;
    else
        action.handler = handler;
    note("action %d %d: %ld\n", number, action.handler == handler,
         call(SYS_rt_sigaction, number, (long)&action, 0, 8));
}

static void set_mask(void)
{
    unsigned long mask = choose_mask();
    long how = choose(3);

    note("mask %ld %lx: ", how, mask);
    note("%ld\n", call(SYS_rt_sigprocmask, how, (long)&mask, 0, 8));
}

static void take(void)
{
    struct timespec zero = {0, 0};
    unsigned long mask = choose_mask();
    siginfo_t info = {0};
    long number =
        call(SYS_rt_sigtimedwait, (long)&mask, (long)&info, (long)&zero, 8);

    note("take %ld value %d\n", number, info.si_value.sival_int);
}

static void suspend(void)
{
    unsigned long pending = 0, mask = ~0ul;

    call(SYS_rt_sigpending, (long)&pending, 8, 0, 0);
    note("pending %lx\n", pending);
    for (unsigned i = 0; i < NUMBERS; i++) {
        struct kernel_action action;

        call(SYS_rt_sigaction, numbers[i], 0, (long)&action, 8);
        if ((pending & 1ul << (numbers[i] - 1)) && action.handler == handler &&
            choose(2))
            mask &= ~(1ul << (numbers[i] - 1));
    }
    if (~mask) /* else it would wait for ever */
        note("suspend %ld\n", call(SYS_rt_sigsuspend, (long)&mask, 8, 0, 0));
}

static void sequence(uint32_t start)
{
    unsigned long all = ~0ul, none = 0;

    seed = start;
    used[ours] = 0;
    call(SYS_rt_sigprocmask, SIG_SETMASK, (long)&all, 0, 8);
    for (unsigned i = 0; i < NUMBERS; i++) {
        struct kernel_action ignore = {(void *)SIG_IGN, 0x04000000, restorer(),
                                       0};

        call(SYS_rt_sigaction, numbers[i], (long)&ignore, 0, 8);
    }
    for (unsigned i = 0; i < NUMBERS; i++)
        set_action(numbers[i]);
    for (int i = 0; i < 40; i++) {
        unsigned what = choose(10);

        if (what < 5)
            send(numbers[choose(NUMBERS)]);
        else if (what < 7)
            set_mask();
        else if (what == 7)
            set_action(numbers[choose(NUMBERS)]);
        else if (what == 8)
            take();
        else
            suspend();
    }
    call(SYS_rt_sigprocmask, SIG_SETMASK, (long)&none, 0, 8);
}

static void full_queue(void)
{
    struct kernel_action action = {.handler = handler};
    unsigned long all = ~0ul;
    int kept = 0;

    ours = 1;
    call(SYS_rt_sigprocmask, SIG_SETMASK, (long)&all, 0, 8);
    call(SYS_rt_sigaction, 40, (long)&action, 0, 8);
    for (;;) {
        siginfo_t info = {.si_code = SI_QUEUE};
        long result = call(SYS_rt_sigqueueinfo, 1, 40, (long)&info, 0);

        if (result) {
            printf("full queue: %d kept, then %s\n", kept,
                   result == -EAGAIN ? "EAGAIN" : "WRONG ERROR");
            return;
        }
        kept++;
    }
}

int main(void)
{
    int agree = 0;

    for (uint32_t start = 1; start <= 3000; start++) {
        for (ours = 0; ours < 2; ours++)
            sequence(start);
        if (used[0] == used[1] && !memcmp(logs[0], logs[1], used[0]))
            agree++;
        else if (agree == (int)start - 1)
            printf("sequence %u: Linux\n%s\nthe kernel\n%s\n", start, logs[0],
                   logs[1]);
    }
    printf("%d sequences agree\n", agree);
    full_queue();
    return 0;
}
