/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Random bytes for getrandom(2), /dev/urandom and the kernel's own needs:
 * see core/random.c.
 */
#ifndef KERNEL_RANDOM_H
#define KERNEL_RANDOM_H

#include <stddef.h>

void random_bytes(void *buffer, size_t size);

#endif
