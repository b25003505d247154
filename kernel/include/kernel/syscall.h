/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * How a system call is written:
 *
 *     SYSCALL3(read, int, fd, void *, buffer, size_t, size)
 *     {
 *         return ...;    // result, or -errno
 *     }
 *
 * defines long sys_read(long, long, long), which libc calls directly, with
 * the attribute that names it in reports. The arity and the status
 * `implemented` stand in runtime/syscalls.def.
 */
#ifndef KERNEL_SYSCALL_H
#define KERNEL_SYSCALL_H

#include <kernel/work.h>
#include <unispec/attributes.h>
#include <unispec/syscalls.h>

/* Asking for interrupts must not extract what they need. */
#pragma weak arch_async_enable
#pragma weak kernel_depth
#pragma weak kernel_work
#pragma weak kernel_leave_work
#pragma weak kernel_leave_interrupted

/* Interrupts and signals that came while it was in the kernel are seen to. */
#define SYSCALL_BODY(call)                                                     \
    {                                                                          \
        long result;                                                           \
                                                                               \
        do {                                                                   \
            kernel_enter();                                                    \
            result = kernel_leave_with(call);                                  \
        } while (SIGNALS && result == -SIGNAL_RESTART);                        \
        return result;                                                         \
    }

#define SYSCALL_HEAD(name)                                                     \
    UNISPEC_SYSCALL(#name)                                                     \
    long sys_##name

#define SYSCALL0(name)                                                         \
    static inline __attribute__((always_inline)) long do_##name(void);         \
    SYSCALL_HEAD(name)(void)                                                   \
    SYSCALL_BODY(do_##name())                                                  \
    static inline long do_##name(void)

#define SYSCALL1(name, t1, a1)                                                 \
    static inline __attribute__((always_inline)) long do_##name(t1 a1);        \
    SYSCALL_HEAD(name)(long a)                                                 \
    SYSCALL_BODY(do_##name((t1)a))                                             \
    static inline long do_##name(t1 a1)

#define SYSCALL2(name, t1, a1, t2, a2)                                         \
    static inline __attribute__((always_inline)) long do_##name(t1 a1, t2 a2); \
    SYSCALL_HEAD(name)(long a, long b)                                         \
    SYSCALL_BODY(do_##name((t1)a, (t2)b))                                      \
    static inline long do_##name(t1 a1, t2 a2)

#define SYSCALL3(name, t1, a1, t2, a2, t3, a3)                                 \
    static inline __attribute__((always_inline)) long do_##name(               \
        t1 a1, t2 a2, t3 a3);                                                  \
    SYSCALL_HEAD(name)(long a, long b, long c)                                 \
    SYSCALL_BODY(do_##name((t1)a, (t2)b, (t3)c))                               \
    static inline long do_##name(t1 a1, t2 a2, t3 a3)

#define SYSCALL4(name, t1, a1, t2, a2, t3, a3, t4, a4)                         \
    static inline __attribute__((always_inline)) long do_##name(               \
        t1 a1, t2 a2, t3 a3, t4 a4);                                           \
    SYSCALL_HEAD(name)(long a, long b, long c, long d)                         \
    SYSCALL_BODY(do_##name((t1)a, (t2)b, (t3)c, (t4)d))                        \
    static inline long do_##name(t1 a1, t2 a2, t3 a3, t4 a4)

#define SYSCALL5(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5)                 \
    static inline __attribute__((always_inline)) long do_##name(               \
        t1 a1, t2 a2, t3 a3, t4 a4, t5 a5);                                    \
    SYSCALL_HEAD(name)(long a, long b, long c, long d, long e)                 \
    SYSCALL_BODY(do_##name((t1)a, (t2)b, (t3)c, (t4)d, (t5)e))                 \
    static inline long do_##name(t1 a1, t2 a2, t3 a3, t4 a4, t5 a5)

#define SYSCALL6(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5, t6, a6)         \
    static inline __attribute__((always_inline)) long do_##name(               \
        t1 a1, t2 a2, t3 a3, t4 a4, t5 a5, t6 a6);                             \
    SYSCALL_HEAD(name)(long a, long b, long c, long d, long e, long f)         \
    SYSCALL_BODY(do_##name((t1)a, (t2)b, (t3)c, (t4)d, (t5)e, (t6)f))          \
    static inline long do_##name(t1 a1, t2 a2, t3 a3, t4 a4, t5 a5, t6 a6)

#endif
