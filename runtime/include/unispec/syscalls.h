/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The edge between libc and the kernel: one C function per system call,
 *     long sys_NAME(long, ..., long)
 * with the arity of syscalls.def, which returns -errno on failure. libc calls
 * them directly; __unispec_syscall() serves the callers whose number is known
 * only at run time. Defined by kernel/, and for the calls that syscalls.def
 * marks unsupported by runtime/edge/unsupported.c.
 */
#ifndef UNISPEC_SYSCALLS_H
#define UNISPEC_SYSCALLS_H

#include <unispec/os_symbol.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The parameter list of a system call of the given arity. */
#define UNISPEC_PARAMETERS_0 void
#define UNISPEC_PARAMETERS_1 long a
#define UNISPEC_PARAMETERS_2 UNISPEC_PARAMETERS_1, long b
#define UNISPEC_PARAMETERS_3 UNISPEC_PARAMETERS_2, long c
#define UNISPEC_PARAMETERS_4 UNISPEC_PARAMETERS_3, long d
#define UNISPEC_PARAMETERS_5 UNISPEC_PARAMETERS_4, long e
#define UNISPEC_PARAMETERS_6 UNISPEC_PARAMETERS_5, long f

/* Its arguments, out of six variables a to f. */
#define UNISPEC_ARGUMENTS_0
#define UNISPEC_ARGUMENTS_1 a
#define UNISPEC_ARGUMENTS_2 a, b
#define UNISPEC_ARGUMENTS_3 a, b, c
#define UNISPEC_ARGUMENTS_4 a, b, c, d
#define UNISPEC_ARGUMENTS_5 a, b, c, d, e
#define UNISPEC_ARGUMENTS_6 a, b, c, d, e, f

#define SYSCALL(number, name, arity)                                           \
    long sys_##name(UNISPEC_PARAMETERS_##arity) UNISPEC_OS_SYMBOL(sys_##name);
#include <unispec/syscall_list.def>
#undef SYSCALL

/* The system call with this number, or -ENOSYS; for numbers not constant. */
long __unispec_syscall(long number, long a, long b, long c, long d, long e,
                       long f);

#ifdef __cplusplus
}
#endif

#endif
