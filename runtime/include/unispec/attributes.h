/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * What a program can tell the link step, as macros that are empty for another
 * compiler. They apply to functions, UNISPEC_DRIVER to global variables too.
 *
 *   UNISPEC_ROOT_WHEN(fn)   a root exactly when fn is reached
 *   UNISPEC_SYSCALL(name)   implements the system call "name"
 *   UNISPEC_UNSUPPORTED     the stub of a system call that always fails
 *   UNISPEC_DRIVER(name, class, bus...)   belongs to a driver
 *   __unispec_reached(fn)   1 when fn is in the image, else 0. The link step
 *                           makes it a constant; it does not itself keep fn.
 */
#ifndef UNISPEC_ATTRIBUTES_H
#define UNISPEC_ATTRIBUTES_H

#ifdef __unispec__

#define UNISPEC_ROOT_WHEN(...) __attribute__((unispec_root_when(__VA_ARGS__)))
#define UNISPEC_SYSCALL(name) __attribute__((unispec_syscall(name)))
#define UNISPEC_UNSUPPORTED __attribute__((unispec_unsupported))
#define UNISPEC_DRIVER(...) __attribute__((unispec_driver(__VA_ARGS__)))

#ifdef __cplusplus
extern "C" {
#endif

extern int __unispec_reached(const void *);

#ifdef __cplusplus
}
#endif

#else

#define UNISPEC_ROOT_WHEN(...)
#define UNISPEC_SYSCALL(name)
#define UNISPEC_UNSUPPORTED
#define UNISPEC_DRIVER(...)
#define __unispec_reached(fn) 1

#endif

#endif
