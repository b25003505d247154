/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * syscalls.def agrees with libc's table of numbers, in both directions as far
 * as C can see: each name has that number; the arity is one that exists.
 */
// RUN: %clang -fplugin=%plugin -fsyntax-only %s
// RUN: grep -o 'SYS_[a-z0-9_]*' %sysroot/include/bits/syscall.h | sed s/SYS_// | sort -u > %t.libc
// RUN: sed -n 's/^SYSCALL([0-9]*, \([a-z0-9_]*\),.*/\1/p' %sysroot/include/unispec/syscalls.def | sort > %t.def
// RUN: sort -u %t.def | diff - %t.def
// RUN: comm -23 %t.libc %t.def | count 0
#include <sys/syscall.h>

#define SYSCALL(number, name, arity, status)                                   \
    _Static_assert(SYS_##name == number, #name);                               \
    _Static_assert(arity >= 0 && arity <= 6, #name);
#include <unispec/syscalls.def>
