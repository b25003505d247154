/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The order of the smallest block that holds a number of bytes. */
#include <kernel/mm.h>

unsigned page_order(size_t size)
{
    if (size <= PAGE_SIZE)
        return 0;
    return 64 - (unsigned)__builtin_clzll((size - 1) >> PAGE_SHIFT);
}
