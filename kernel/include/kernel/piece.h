/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A piece of memory that a device reads or writes: RAM at its own address, of
 * page_alloc(), of kmalloc() or of the image; not of a stack, not of a mapping.
 */
#ifndef KERNEL_PIECE_H
#define KERNEL_PIECE_H

#include <stddef.h>

struct piece {
    void *data;
    size_t size;
};

#endif
