/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The system call whose number is known only at run time: a switch over the
 * whole of syscalls.def. An object of its own in libkernel.a, so that only
 * programs that pass such a number pull it in.
 */
#include <errno.h>
#include <unispec/syscalls.h>

#define SYSCALL(number, name, arity, status)                                       case number:                                                                       return sys_##name(UNISPEC_ARGUMENTS_##arity);

long __unispec_syscall(long number, long a, long b, long c, long d, long e,
                       long f)
{
    switch (number) {
#include <unispec/syscalls.def>
    default:
        return -ENOSYS;
    }
}
