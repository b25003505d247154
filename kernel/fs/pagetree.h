/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A sparse array of pages: a radix tree with 512 slots per node, as high as
 * the largest index in it needs. A tree of height 0 is the page with index 0
 * itself, so a small file has no node.
 */
#ifndef KERNEL_FS_PAGETREE_H
#define KERNEL_FS_PAGETREE_H

#include <stddef.h>
#include <stdint.h>

#define PAGETREE_NONE UINT64_MAX

struct pagetree {
    void *root;
    unsigned height;
    size_t pages;
};

/* The page with this index, or NULL. */
void *pagetree_find(const struct pagetree *t, uint64_t index);
/* Its slot, made if need be; NULL when out of memory. Whoever fills an empty
 * slot counts the page in t->pages. */
void **pagetree_slot(struct pagetree *t, uint64_t index);
/* Frees the pages with first <= index < end. */
void pagetree_cut(struct pagetree *t, uint64_t first, uint64_t end);
/* The first index from here on that has a page, or PAGETREE_NONE. */
uint64_t pagetree_next(const struct pagetree *t, uint64_t index);

#endif
