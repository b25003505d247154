/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Program start, between kernel/, crt0.o and libc. sp points to what Linux
 * leaves on the stack of a new process (x86-64 psABI, 3.4.1): argc, argv[], 0,
 * environment, 0, auxiliary vector pairs, AT_NULL. The vector gives at least
 * AT_PAGESZ and AT_RANDOM. The program headers are those of __ehdr_start.
 */
#ifndef UNISPEC_START_H
#define UNISPEC_START_H

#include <stddef.h>
#include <stdint.h>
#include <unispec/os_symbol.h>

_Noreturn void unispec_start(uintptr_t *sp) UNISPEC_OS_SYMBOL(unispec_start);

/* Bytes that the first thread's block needs, for this program's TLS segment. */
size_t __unispec_tls_size(void);

/* Makes mem, of that size and 16-byte aligned, the first thread's block. */
void __unispec_tls_init(void *mem);

/* What libc hands to sys_clone() in the place of the new thread's stack. */
struct unispec_clone {
    int (*function)(void *);
    void *argument, *stack;
};

/* The kernel's: what decides whether a program has threads. Asking whether it
 * is reached must not extract it. */
struct thread;
struct thread_start;
struct thread *thread_create(const struct thread_start *)
    UNISPEC_OS_SYMBOL(thread_create);
#define UNISPEC_THREADS __unispec_reached((const void *)thread_create)

/* Exists nowhere: the link step makes it a root where some part of the program
 * has thread-local variables, so that the image has a TLS segment. */
void image_tls(void) UNISPEC_OS_SYMBOL(image_tls);
#define UNISPEC_TLS __unispec_reached((const void *)image_tls)

/* Cancellation: whether the calling thread is at a cancellation point, which
 * gives what was; and a thread that shall not block in one any more. */
_Bool thread_cancel_point(_Bool on) UNISPEC_OS_SYMBOL(thread_cancel_point);
void thread_cancel(int tid) UNISPEC_OS_SYMBOL(thread_cancel);

/* Ends the calling thread and unmaps its stack. */
_Noreturn void thread_exit_unmapping(void *stack, size_t size)
    UNISPEC_OS_SYMBOL(thread_exit_unmapping);

/* Sets the calling thread's. */
void arch_set_thread_pointer(void *tp)
    UNISPEC_OS_SYMBOL(arch_set_thread_pointer);

#endif
