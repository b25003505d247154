/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the rest of the kernel asks of the one process: its identity, signals
 * that the kernel itself raises, and sleeping. The process is pid 1, the
 * leader of process group and session 1.
 *
 * Used by the file layer (SIGPIPE, owners, poll timeouts) and by the system
 * calls of kernel/core/.
 */
#ifndef KERNEL_PROCESS_H
#define KERNEL_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#define PROCESS_ID 1

/* User and group ids: real, effective, saved. Zero at start: the superuser. */
struct process_ids {
    unsigned uid, euid, suid;
    unsigned gid, egid, sgid;
};
extern struct process_ids process_ids;

/* What uname() says. */
struct utsname;
extern const struct utsname system_names;

/* What getrlimit() says. */
struct rlimit;
struct rlimit process_limit(unsigned resource);

/*
 * Sends a signal to the process, SIGPIPE to the calling thread. A default
 * action that ends the guest does so at once; a handler runs at the border.
 */
void signal_send(int signal);

/* Sleeps until arch_clock_ns() has reached the time: 0, or -EINTR. */
int sleep_until(uint64_t monotonic_ns);

/*
 * Ends the machine: the only thread waits for what can never come. What it
 * waits for completes the sentence "the program waits for ...".
 */
_Noreturn void process_deadlock(const char *what) __attribute__((cold));

/* CPU time of the process: time since start without the time asleep. */
uint64_t process_cpu_ns(void);
/* The same of one thread. */
struct thread;
uint64_t thread_cpu_ns(const struct thread *thread);

#define NS_PER_SEC 1000000000ull

/* A struct timespec that the program gave, as Linux accepts it. */
static inline bool timespec_valid(const struct timespec *t)
{
    return t->tv_sec >= 0 && (unsigned long)t->tv_nsec < NS_PER_SEC;
}

/* Nanoseconds of a valid timespec, saturating at the end of time. */
static inline uint64_t timespec_ns(const struct timespec *t)
{
    if ((uint64_t)t->tv_sec >= INT64_MAX / NS_PER_SEC)
        return INT64_MAX;
    return (uint64_t)t->tv_sec * NS_PER_SEC + (uint64_t)t->tv_nsec;
}

static inline struct timespec timespec_from_ns(uint64_t ns)
{
    return (struct timespec){.tv_sec = (time_t)(ns / NS_PER_SEC),
                             .tv_nsec = (long)(ns % NS_PER_SEC)};
}

#endif
