/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Memory for the kernel: whole pages, the heap, and mappings of the program.
 * Each initialises itself on first use and is absent unless reached.
 */
#ifndef KERNEL_MM_H
#define KERNEL_MM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAGE_SHIFT 12
#define PAGE_SIZE ((size_t)1 << PAGE_SHIFT)
#define PAGE_MASK (PAGE_SIZE - 1)
#define PAGE_ALIGN(x) (((x) + PAGE_MASK) & ~(uintptr_t)PAGE_MASK)

/*
 * 2^order pages, aligned to their size, mapped writable at their physical
 * address, contents undefined; NULL when out of memory. May be called from
 * the page-fault handler. A block is freed with the order it was got with.
 */
#define PAGE_MAX_ORDER 18
void *page_alloc(unsigned order);
void *page_alloc_zeroed(void); /* order 0 */
void page_free(void *block, unsigned order);
/* Smallest order whose block holds size bytes. */
unsigned page_order(size_t size);

/* Pages of RAM in all, and those never handed out or given back. */
struct page_stats {
    size_t total, free;
};
void page_stats(struct page_stats *stats);
/* The most pages that were in use at once so far, with those of the image. */
size_t page_peak(void);

/* The kernel heap; 16-byte aligned; NULL when out of memory. */
void *kmalloc(size_t size) __attribute__((malloc, alloc_size(1)));
void *kzalloc(size_t size) __attribute__((malloc, alloc_size(1)));
void *krealloc(void *ptr, size_t size) __attribute__((alloc_size(2)));
void kfree(void *ptr);

/*
 * Of tests: an image whose program defines and calls this (as
 * unispec.os.alloc_test) has it asked before each allocation, which fails where
 * it says so, and told of the heap's blocks. No other image has a trace of it.
 */
enum { ALLOC_ASK, ALLOC_TAKEN, ALLOC_GIVEN };
bool alloc_test(int event);
#pragma weak alloc_test
#define ALLOC_TEST __unispec_reached((const void *)alloc_test)

/*
 * What backs a mapping that is not anonymous. The object is counted by its
 * mappings through get and put. offset is a multiple of PAGE_SIZE.
 */
struct vm_object;
struct vm_object_ops {
    void (*get)(struct vm_object *object);
    void (*put)(struct vm_object *object);
    /*
     * MAP_PRIVATE: fills a page (undefined contents) with the bytes at
     * offset, zeros past the end. 0, or -errno: the program gets SIGBUS.
     */
    int (*read)(struct vm_object *object, uint64_t offset, void *page);
    /*
     * MAP_SHARED: the frame that holds the bytes at offset. It stays the
     * object's; the mapping only refers to it, so the object must keep it
     * until its last mapping is gone, and calls vm_object_revoke() to take
     * frames back before. NULL: SIGBUS. NULL op: MAP_SHARED gives ENODEV.
     */
    void *(*share)(struct vm_object *object, uint64_t offset);
};
struct vm_object {
    const struct vm_object_ops *ops;
};
/* False where a mapping in the range is not for writing; what is not mapped by
 * mmap is not judged. */
bool mm_may_write(const void *start, size_t size);

/*
 * Unmaps the object's pages from offset on, in every shared mapping; cut: the
 * object ends there, and the copies of private mappings go too.
 */
void vm_object_revoke(struct vm_object *object, uint64_t offset, bool cut);

/* A shared mapping of it is for writing, or may become so by mprotect. */
bool vm_object_writable(const struct vm_object *object);

/* What a mapping is of; object is NULL for anonymous memory. */
struct vm_mapping {
    unsigned prot, max_prot; /* ARCH_PROT_*, PROT_*; max: for mprotect */
    struct vm_object *object;
    uint64_t offset;
};

/*
 * The core of mmap and munmap. Sizes are multiples of PAGE_SIZE, not 0; flags
 * are those of mmap(2). vm_map() takes a reference to the object, and returns
 * the address or -errno.
 */
long vm_map(uintptr_t hint, size_t size, const struct vm_mapping *mapping,
            unsigned flags);
int vm_unmap(uintptr_t start, size_t size);

/* Resolves a page fault: true where the access may be tried again. */
enum vm_fault { VM_FAULT_DONE, VM_FAULT_SEGV, VM_FAULT_BUS, VM_FAULT_OOM };
enum vm_fault vm_fault(uintptr_t address, unsigned access);

#endif
