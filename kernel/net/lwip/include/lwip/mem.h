/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * lwIP's heap is the kernel's: each allocation is a call of its own, which the
 * analysis tells apart.
 */
#ifndef UNISPEC_LWIP_MEM_H
#define UNISPEC_LWIP_MEM_H

#include <kernel/mm.h>
#include_next <lwip/mem.h>

#define mem_malloc(size) kmalloc(size)
#define mem_calloc(count, size) kzalloc((count) * (size))
#define mem_free(memory) kfree(memory)
#define mem_trim(memory, size) (memory)

#endif
