/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the parts of the page allocator share: page.c lists, buddy.c merging. */
#ifndef KERNEL_MM_PAGE_H
#define KERNEL_MM_PAGE_H

#include <kernel/mm.h>

/* More stack than anything in the allocator uses. */
#define PAGE_STACK 1024

/* Free lists by order; a block's links lie in the block. */
void page_list_push(uint64_t start, unsigned order);
void page_list_remove(uint64_t start);

/* Makes a block free, merged with its free buddies. */
void buddy_free(uint64_t start, unsigned order);
/* A block has left its free list. */
void buddy_taken(uint64_t start, unsigned order);

void page_count_freed(size_t pages);
size_t page_count_used(void);
size_t page_count_peak(void);

#endif
