/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Replaces the `syscall` instruction by direct calls. syscall.h hands only
 * numbers that are constants in the source to __unispec_constant(), so that
 * its switch folds to one call where it is inlined, at every -O level above 0.
 * Included by musl's internal syscall.h before that defines its macros, some
 * of which (sys_open) have the names of functions declared here.
 */
#include <unispec/syscalls.h>

#define __SYSCALL_LL_E(x) (x)
#define __SYSCALL_LL_O(x) (x)

#define SYSCALL(number, name, arity)                                           \
    case number:                                                               \
        return sys_##name(UNISPEC_ARGUMENTS_##arity);

__attribute__((always_inline)) static inline long
__unispec_constant(long n, long a, long b, long c, long d, long e, long f)
{
    switch (n) {
#include <unispec/syscall_list.def>
    default:
        return -ENOSYS;
    }
}

#undef SYSCALL

#define IPC_64 0
