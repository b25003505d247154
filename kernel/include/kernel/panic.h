/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The end of the kernel by its own decision. Both print on the console, tell
 * the control channel where it was, and exit with status 125.
 */
#ifndef KERNEL_PANIC_H
#define KERNEL_PANIC_H

#include <stdarg.h>
#include <stddef.h>

/* Formats: %s %c %d %u %x %lx %lu %ld %zu %p and %%. */
_Noreturn void panic(const char *format, ...)
    __attribute__((format(printf, 1, 2), cold));

/* Guards our own invariants; always on; the condition has no side effects. */
#define KASSERT(condition)                                                     \
    (__builtin_expect(!(condition), 0)                                         \
         ? kassert_failed(__FILE_NAME__ ": " #condition)                       \
         : (void)0)
_Noreturn void kassert_failed(const char *text) __attribute__((cold));

/* The same formats into a buffer: the length, at most size - 1. */
size_t kformat(char *buffer, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
size_t kvformat(char *buffer, size_t size, const char *format, va_list args);

#endif
