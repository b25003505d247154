/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A page that is touched for the first time. Runs in the fault handler. */
#include "vm.h"

#include <string.h>
#include <unispec/attributes.h>

/* What TCP can do without, if it is in the image; net/inet/tcp_waiting.c. */
bool tcp_end_waiting(void);
void tcp_bound_waiting(void);
#pragma weak tcp_end_waiting
#pragma weak tcp_bound_waiting

#define GROWTH (8ul << 20)       /* RLIMIT_STACK */
#define GROWTH_GAP (PAGE_SIZE << 8) /* stack_guard_gap of Linux */

static void *take_frame(void)
{
    void *frame = page_alloc(0);

    if (!frame && __unispec_reached((const void *)tcp_bound_waiting) &&
        tcp_end_waiting())
        frame = page_alloc(0);
    return frame;
}

/* A fresh page of the program's own, with the object's bytes or zeros. */
static enum vm_fault private_page(const struct vm_region *r, uintptr_t page)
{
    void *frame = take_frame();

    if (!frame)
        return VM_FAULT_OOM;
    if (!r->object) {
        memset(frame, 0, PAGE_SIZE);
    } else if (r->object->ops->read(r->object, r->offset + (page - r->start),
                                    frame) < 0) {
        page_free(frame, 0);
        return VM_FAULT_BUS;
    }
    if (arch_page_map(page, frame, r->prot))
        return VM_FAULT_DONE;
    page_free(frame, 0);
    return VM_FAULT_OOM;
}

static enum vm_fault shared_page(const struct vm_region *r, uintptr_t page)
{
    void *frame =
        r->object->ops->share(r->object, r->offset + (page - r->start));

    if (!frame)
        return VM_FAULT_BUS;
    return arch_page_map(page, frame, r->prot) ? VM_FAULT_DONE : VM_FAULT_OOM;
}

/* What can be written or executed can be read, as on Linux. */
static bool permits(const struct vm_region *r, unsigned access)
{
    unsigned prot = r->prot;

    if (prot & (ARCH_PROT_WRITE | ARCH_PROT_EXEC))
        prot |= ARCH_PROT_READ;
    return (access & prot) == access;
}

/*
 * The region above the address where it grows down to it (MAP_GROWSDOWN); a gap
 * stays to what lies below, as on Linux.
 */
static struct vm_region *grow_down(uintptr_t page)
{
    size_t i = vm_find(page);
    struct vm_region *r = &vm_regions[i];

    if (i == vm_region_count || !r->grows || r->end - page > GROWTH ||
        (i && page - r[-1].end < GROWTH_GAP))
        return NULL;
    r->start = page;
    return r;
}

enum vm_fault vm_fault(uintptr_t address, unsigned access)
{
    uintptr_t page = address & ~PAGE_MASK;
    const struct vm_region *r = vm_region_at(address);

    if (!r)
        r = grow_down(page);
    if (!r || !permits(r, access))
        return VM_FAULT_SEGV;
    if (arch_page_frame(page))
        return VM_FAULT_SEGV; /* present with the rights of the region */
    return r->shared ? shared_page(r, page) : private_page(r, page);
}
