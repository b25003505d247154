/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Between fcntl() and the files that may be sealed: memfd_seals.c. */
#ifndef KERNEL_FS_SEALS_H
#define KERNEL_FS_SEALS_H

struct file;

/* F_ADD_SEALS, F_GET_SEALS. Where it is not reached nothing is ever sealed. */
long memfd_seals(struct file *f, int command, unsigned seals);

#endif
