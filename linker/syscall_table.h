/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef UNISPEC_SYSCALL_TABLE_H
#define UNISPEC_SYSCALL_TABLE_H

/* The number of system call NAME on x86-64, -1 if there is none. */
int syscall_number(const char *name);

#endif
