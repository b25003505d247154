/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * From entry.S to the portable kernel: makes the machine ready and says what
 * the monitor told us. Runs on the boot stack with the provisional tables;
 * ends in kernel_start(). The structures of the monitor are read in place,
 * now and later (the memory map by the page allocator), never copied.
 *
 * PVH: Xen public/arch-x86/hvm/start_info.h, version 1 (with a memory map).
 * Linux: Documentation/arch/x86/zero-page.rst.
 */
#include <kernel/boot.h>
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <string.h>

#include "x86.h"

#define PVH_MAGIC 0x336ec578u
#define E820_RAM 1

struct pvh_start_info {
    uint32_t magic, version, flags, modules;
    uint64_t modlist, cmdline, rsdp;
    uint64_t memmap; /* from version 1 on */
    uint32_t memmap_entries, reserved;
};
_Static_assert(sizeof(struct pvh_start_info) == 56, "Xen ABI");

struct pvh_module {
    uint64_t start, size, cmdline, reserved;
};

struct pvh_memory {
    uint64_t start, size;
    uint32_t type, reserved;
};
_Static_assert(sizeof(struct pvh_memory) == 24, "Xen ABI");

struct e820_entry {
    uint64_t start, size;
    uint32_t type;
} __attribute__((packed));
_Static_assert(sizeof(struct e820_entry) == 20, "Linux ABI");

/* Offsets in the zero page. */
enum {
    ZERO_RSDP = 0x070,
    ZERO_EXT_RAMDISK_IMAGE = 0x0c0,
    ZERO_EXT_RAMDISK_SIZE = 0x0c4,
    ZERO_EXT_CMDLINE = 0x0c8,
    ZERO_E820_COUNT = 0x1e8,
    ZERO_RAMDISK_IMAGE = 0x218,
    ZERO_RAMDISK_SIZE = 0x21c,
    ZERO_CMDLINE = 0x228,
    ZERO_E820 = 0x2d0,
    ZERO_SIZE = 4096,
};

static struct boot_info info;
static uintptr_t source; /* of the monitor's structure */

const struct boot_info *boot_info(void)
{
    return &info;
}

static const struct pvh_start_info *pvh(void)
{
    return (const void *)source;
}

static uint32_t zero32(unsigned offset)
{
    return *(const uint32_t *)(source + offset);
}

static uint64_t zero64(unsigned low, unsigned high)
{
    return (uint64_t)zero32(high) << 32 | zero32(low);
}

/* The monitor's tables, for reading. A second page table cannot fail here. */
static const void *map_readable(uint64_t address, size_t size)
{
    arch_map_ram(address, size, false);
    return (const void *)address;
}

/* A string of unknown length: page by page. */
static const char *map_string(uint64_t address)
{
    const char *s = (const char *)address;

    if (!address)
        return "";
    for (;; s++) {
        if (s == (const char *)address || !((uintptr_t)s & PAGE_MASK))
            map_readable((uintptr_t)s, 1);
        if (!*s)
            return (const char *)address;
    }
}

static void read_pvh(void)
{
    const struct pvh_start_info *p = map_readable(source, sizeof(*p));
    const struct pvh_module *module;

    KASSERT(p->magic == PVH_MAGIC && p->version >= 1);
    map_readable(p->memmap, p->memmap_entries * sizeof(struct pvh_memory));
    info.rsdp = p->rsdp;
    info.cmdline = map_string(p->cmdline);
    if (p->modules) {
        module = map_readable(p->modlist, p->modules * sizeof(*module));
        info.initrd.start = module->start;
        info.initrd.end = module->start + module->size;
    }
}

static void read_linux(void)
{
    map_readable(source, ZERO_SIZE);
    info.rsdp = *(const uint64_t *)(source + ZERO_RSDP);
    info.cmdline = map_string(zero64(ZERO_CMDLINE, ZERO_EXT_CMDLINE));
    info.initrd.start = zero64(ZERO_RAMDISK_IMAGE, ZERO_EXT_RAMDISK_IMAGE);
    info.initrd.end =
        info.initrd.start + zero64(ZERO_RAMDISK_SIZE, ZERO_EXT_RAMDISK_SIZE);
}

static bool is_ram(uint64_t start, uint64_t size, uint32_t type,
                   struct boot_range *range)
{
    uint64_t end = start + size;

    range->start = PAGE_ALIGN(start);
    range->end = (end < ARCH_IDENTITY_END ? end : ARCH_IDENTITY_END) &
                 ~(uint64_t)PAGE_MASK;
    if (type != E820_RAM || range->start > range->end)
        range->end = range->start;
    return true;
}

bool boot_ram_range(unsigned index, struct boot_range *range)
{
    const struct e820_entry *e;
    const struct pvh_memory *m;

    if (info.protocol == BOOT_PVH) {
        if (index >= pvh()->memmap_entries)
            return false;
        m = (const struct pvh_memory *)pvh()->memmap + index;
        return is_ram(m->start, m->size, m->type, range);
    }
    if (index >= *(const uint8_t *)(source + ZERO_E820_COUNT))
        return false;
    e = (const struct e820_entry *)(source + ZERO_E820) + index;
    return is_ram(e->start, e->size, e->type, range);
}

static bool reserve(struct boot_range *range, uint64_t start, uint64_t size)
{
    range->start = start & ~(uint64_t)PAGE_MASK;
    range->end = size ? PAGE_ALIGN(start + size) : range->start;
    return true;
}

static bool pvh_reserved_range(unsigned index, struct boot_range *range)
{
    const struct pvh_start_info *p = pvh();
    const struct pvh_module *list = (const void *)p->modlist;

    switch (index) {
    case 0:
        return reserve(range, source, sizeof(*p));
    case 1:
        return reserve(range, p->memmap,
                       p->memmap_entries * sizeof(struct pvh_memory));
    case 2:
        return reserve(range, p->modlist, p->modules * sizeof(*list));
    default:
        index -= 3;
        return index < p->modules &&
               reserve(range, list[index].start, list[index].size);
    }
}

bool boot_reserved_range(unsigned index, struct boot_range *range)
{
    switch (index) {
    case 0: /* the null page stays unmapped */
        return reserve(range, 0, PAGE_SIZE);
    case 1:
        return reserve(range, (uintptr_t)__ehdr_start, _end - __ehdr_start);
    case 2:
        return reserve(range, (uintptr_t)info.cmdline,
                       strlen(info.cmdline) + 1);
    default:
        index -= 3;
    }
    if (info.protocol == BOOT_PVH)
        return pvh_reserved_range(index, range);
    if (index == 0)
        return reserve(range, source, ZERO_SIZE);
    return index == 1 && reserve(range, info.initrd.start,
                                 info.initrd.end - info.initrd.start);
}

static void read_structure(void)
{
    if (info.protocol == BOOT_PVH)
        read_pvh();
    else
        read_linux();
}

_Noreturn void boot_main(enum boot_protocol protocol, uintptr_t structure)
{
    trap_init();
    cpu_init();
    source = structure;
    info.protocol = protocol;
    /* The page tables of a large image take pages, so the memory map counts. */
    read_structure();
    paging_init();
    read_structure(); /* maps again what entry.S's leaves no longer show */
    kernel_start();
}
