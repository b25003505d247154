/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* brk: one growing mapping, from a random start. Returns the break, unchanged where it fails. */
#include "vm.h"

#include <kernel/syscall.h>
#include <sys/mman.h>

static const struct vm_mapping heap = {.prot = PROT_READ | PROT_WRITE,
                                       .max_prot =
                                           PROT_READ | PROT_WRITE | PROT_EXEC};
#define RANDOM_BITS 13 /* as on Linux */

static uintptr_t start, current;

SYSCALL1(brk, uintptr_t, wanted)
{
    uintptr_t from, to = PAGE_ALIGN(wanted);

    if (!start)
        start = current = ARCH_BRK_START + vm_random(RANDOM_BITS);
    from = PAGE_ALIGN(current);
    if (wanted < start || wanted > ARCH_BRK_END)
        return (long)current;
    if (to > from) {
        if (vm_hopeless(to - from) ||
            vm_map(from, to - from, &heap, MAP_PRIVATE | MAP_FIXED_NOREPLACE) <
                0)
            return (long)current;
    } else if (to < from && vm_unmap(to, from - to) < 0) {
        return (long)current;
    }
    current = wanted;
    return (long)current;
}
