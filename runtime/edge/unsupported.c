/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A function for every system call that syscalls.def marks unsupported: it
 * returns -ENOSYS, and its attributes let the link name the chain that reaches
 * it (--unsupported=).
 */
#include <errno.h>
#include <unispec/attributes.h>
#include <unispec/syscalls.h>

#define STUB_implemented(name, arity)
#define STUB_unsupported(name, arity)                                              UNISPEC_SYSCALL(#name) UNISPEC_UNSUPPORTED                                     long sys_##name(UNISPEC_PARAMETERS_##arity)                                    {                                                                                  return -ENOSYS;                                                            }

#define SYSCALL(number, name, arity, status) STUB_##status(name, arity)
#include <unispec/syscalls.def>
