/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of the mappings: regions of equal properties, sorted by address and
 * not overlapping, in an array: found by bisection, neighbours are adjacent.
 */
#ifndef KERNEL_MM_VM_H
#define KERNEL_MM_VM_H

#include <kernel/arch.h>
#include <kernel/mm.h>

struct vm_region {
    uintptr_t start, end;
    unsigned prot, max_prot;  /* now; what mprotect may set */
    bool shared;              /* pages belong to the object */
    bool keeps;               /* anonymous and shared: no advice drops pages */
    bool grows;               /* downwards, by faults below it */
    struct vm_object *object; /* NULL: anonymous */
    uint64_t offset;          /* of start in the object */
};

extern struct vm_region *vm_regions;
extern size_t vm_region_count;

/* Index of the first region that ends above the address. */
size_t vm_find(uintptr_t address);
/* The region that holds the address, or NULL. */
struct vm_region *vm_region_at(uintptr_t address);
/* Makes room for two more regions; false: out of memory. */
bool vm_reserve(void);
/* Puts a region where it belongs, joined to neighbours; room is reserved. */
void vm_insert(const struct vm_region *region);
void vm_remove(size_t index);
/* Makes the address a border between regions; room is reserved. */
void vm_split(uintptr_t address);
/* Joins the region with the one before it where they continue each other. */
bool vm_join(size_t index);

/* Gives the frames of a range of one region back. */
void vm_drop_pages(const struct vm_region *r, uintptr_t start, uintptr_t end);
/* True where no region and no reserved part of the space is in the range. */
bool vm_range_free(uintptr_t start, size_t size);
/* A free range of that size for mmap; 0: none. vm_gap.c. */
uintptr_t vm_find_gap(size_t size);
/* The same, of what MAP_32BIT allows. */
uintptr_t vm_find_gap_32bit(size_t size);
/* There is a gap now that holds the address. */
void vm_gap_made(uintptr_t address);
/* A random number of pages below 2^bits, in bytes; 0 with norandom. */
uintptr_t vm_random(unsigned bits);
/* Where the first hole of the range begins; else its end. */
uintptr_t vm_mapped_until(uintptr_t start, uintptr_t end);
/* Brings the pages of a range; -EAGAIN: there is no memory, -ENOMEM: a page
 * has no rights, or none can be there. */
int vm_populate(uintptr_t start, uintptr_t end);
/* Every byte of the range belongs to some region. */
bool vm_range_mapped(uintptr_t start, uintptr_t end);
/*
 * True where so much memory can never be had: more than there is in all, as
 * Linux guesses unless told otherwise.
 */
bool vm_hopeless(size_t size);

#endif
