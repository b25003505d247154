/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * mlock and its kin: what is there is never paged out, so that they bring what
 * is not, and check. No range is remembered as locked.
 */
#include "vm.h"

#include <elf.h>
#include <errno.h>
#include <kernel/syscall.h>
#include <sys/mman.h>

extern const char __ehdr_start[];

/* What the program has beside its mappings: the image and the main stack. */
static bool always_there(uintptr_t start, uintptr_t end)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;
    const Elf64_Phdr *p = (const void *)(__ehdr_start + header->e_phoff);

    if (start >= ARCH_STACK_TOP - ARCH_STACK_SIZE && end <= ARCH_STACK_TOP)
        return true;
    for (unsigned i = 0; i < header->e_phnum; i++, p++)
        if (p->p_type == PT_LOAD && start >= (p->p_vaddr & ~PAGE_MASK) &&
            end <= PAGE_ALIGN(p->p_vaddr + p->p_memsz))
            return true;
    return false;
}

static long check(uintptr_t start, size_t length, bool bring)
{
    uintptr_t end = PAGE_ALIGN(start + length);

    start &= ~PAGE_MASK;
    if (end < start)
        return -EINVAL;
    if (always_there(start, end))
        return 0;
    if (!vm_range_mapped(start, end))
        return -ENOMEM;
    return bring ? vm_populate(start, end) : 0;
}

SYSCALL2(mlock, uintptr_t, start, size_t, length)
{
    return check(start, length, true);
}

#define LOCK_ONFAULT 1 /* MLOCK_ONFAULT */

SYSCALL3(mlock2, uintptr_t, start, size_t, length, int, flags)
{
    return flags & ~LOCK_ONFAULT ? -EINVAL
                                 : check(start, length, !(flags & LOCK_ONFAULT));
}

SYSCALL2(munlock, uintptr_t, start, size_t, length)
{
    return check(start, length, false);
}

/* Brings all that has rights; what lies beyond the end of a file stays away. */
static long bring_all(void)
{
    for (size_t i = 0; i < vm_region_count; i++)
        if (vm_populate(vm_regions[i].start, vm_regions[i].end) == -EAGAIN)
            return -EAGAIN;
    return 0;
}

SYSCALL1(mlockall, int, flags)
{
    if (!flags || (flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)) ||
        flags == MCL_ONFAULT)
        return -EINVAL;
    return (flags & MCL_CURRENT) && !(flags & MCL_ONFAULT) ? bring_all() : 0;
}

SYSCALL0(munlockall)
{
    return 0;
}
