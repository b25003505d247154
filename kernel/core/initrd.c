/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The initrd where the monitor put it, mapped for reading on first use. */
#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/panic.h>

const void *boot_initrd(size_t *size)
{
    const struct boot_range *initrd = &boot_info()->initrd;

    *size = initrd->end - initrd->start;
    if (!*size)
        return NULL;
    if (!arch_map_ram(initrd->start, *size, false))
        panic("the initrd at %lx cannot be mapped", initrd->start);
    return (const void *)initrd->start;
}
