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
#include <unispec/attributes.h>

#include "../../drivers/acpi.h"
#include "../../drivers/platform.h"
#include "x86.h"
#include "xen.h"

#define PVH_MAGIC 0x336ec578u
#define E820_RAM 1

struct pvh_start_info {
    uint32_t magic, version, flags, modules;
    uint64_t modlist, cmdline, rsdp;
    uint64_t memmap; /* from version 1 on; Xen's first domain has 0 */
    uint32_t memmap_entries, reserved;
};
_Static_assert(sizeof(struct pvh_start_info) == 56, "Xen ABI");

struct pvh_module {
    uint64_t start, size, cmdline, reserved;
};

/* The memory maps of both protocols; PVH's entries have 4 bytes more. */
struct memory_entry {
    uint64_t start, size;
    uint32_t type;
} __attribute__((packed));
_Static_assert(sizeof(struct memory_entry) == 20, "Linux ABI");
#define PVH_ENTRY_SIZE 24

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

/* Asking whether this is reached must not extract it. */
#pragma weak acpi_dsdt
#pragma weak boot_initrd

/* The memory map. */
static uintptr_t map_start;
static unsigned map_entries, map_stride;

/* What the page allocator keeps off; what is read comes last and is mapped. */
enum { KEPT_NULL, KEPT_IMAGE, KEPT_INITRD, KEPT_READ, KEPT_MAX = 8 };
static struct boot_range kept[KEPT_MAX];
static unsigned kept_count;

const struct boot_info *boot_info(void)
{
    return &info;
}

bool boot_ram_range(unsigned index, struct boot_range *range)
{
    const struct memory_entry *e =
        (const void *)(map_start + index * map_stride);
    uint64_t end;

    if (index >= map_entries)
        return false;
    end = e->start + e->size;
    range->start = PAGE_ALIGN(e->start);
    range->end = (end < ARCH_IDENTITY_END ? end : ARCH_IDENTITY_END) &
                 ~(uint64_t)PAGE_MASK;
    if (e->type != E820_RAM || range->start > range->end)
        range->end = range->start;
    return true;
}

bool boot_reserved_range(unsigned index, struct boot_range *range)
{
    if (index >= kept_count)
        return false;
    range->start = kept[index].start & ~(uint64_t)PAGE_MASK;
    range->end = PAGE_ALIGN(kept[index].end);
    return true;
}

/* entry.S's leaves mostly show it. A second page table cannot fail here. */
static void show(uint64_t address, size_t size)
{
    if (address + size > (uintptr_t)_end)
        arch_map_ram(address, size, false);
}

/* The monitor's tables, for reading. */
static void map_readable(uint64_t address, size_t size)
{
    struct boot_range *range = &kept[kept_count++];

    range->start = address;
    range->end = address + size;
    show(address, size);
}

/* A string of unknown length: page by page. */
static void map_string(const char *s)
{
    struct boot_range *range = &kept[kept_count++];

    range->start = range->end = (uintptr_t)s;
    do
        if (range->end == range->start || !(range->end & PAGE_MASK))
            show(range->end, 1);
    while (*(const char *)range->end++);
}

static bool has_memory_map(const struct pvh_start_info *p)
{
    return p->magic == PVH_MAGIC && p->version >= 1;
}

/* What Xen's first domain has to ask for. */
static void ask_memory_map(void)
{
    enum { ROOM = 64 };
    static struct memory_entry entries[ROOM];

    map_start = (uintptr_t)entries;
    map_stride = sizeof(*entries);
    map_entries = xen_memory_map(entries, ROOM);
    KASSERT(map_entries);
}

static void read_memory_map(const struct pvh_start_info *p)
{
    if (__unispec_reached(platform_xen) && !has_memory_map(p)) {
        ask_memory_map();
        return;
    }
    KASSERT(has_memory_map(p));
    map_start = p->memmap;
    map_entries = p->memmap_entries;
    map_stride = PVH_ENTRY_SIZE;
    map_readable(map_start, map_entries * PVH_ENTRY_SIZE);
}

static void read_pvh(const struct pvh_start_info *p)
{
    const struct pvh_module *module;

    map_readable((uintptr_t)p, sizeof(*p));
    read_memory_map(p);
    info.cmdline = (const char *)p->cmdline;
    if (__unispec_reached(acpi_dsdt))
        info.rsdp = p->rsdp;
    /* The first module is the initrd, the others have no use. */
    if (__unispec_reached(boot_initrd) && p->modules) {
        module = (const void *)p->modlist;
        map_readable((uintptr_t)module, sizeof(*module));
        info.initrd.start = module->start;
        info.initrd.end = module->start + module->size;
    }
}

static uint64_t zero64(uintptr_t low, uintptr_t high)
{
    return (uint64_t)*(const uint32_t *)high << 32 | *(const uint32_t *)low;
}

static void read_linux(uintptr_t zero)
{
    map_readable(zero, ZERO_SIZE);
    map_start = zero + ZERO_E820;
    map_entries = *(const uint8_t *)(zero + ZERO_E820_COUNT);
    map_stride = sizeof(struct memory_entry);
    info.cmdline =
        (const char *)zero64(zero + ZERO_CMDLINE, zero + ZERO_EXT_CMDLINE);
    if (__unispec_reached(acpi_dsdt))
        info.rsdp = *(const uint64_t *)(zero + ZERO_RSDP);
    if (!__unispec_reached(boot_initrd))
        return;
    info.initrd.start =
        zero64(zero + ZERO_RAMDISK_IMAGE, zero + ZERO_EXT_RAMDISK_IMAGE);
    info.initrd.end = info.initrd.start + zero64(zero + ZERO_RAMDISK_SIZE,
                                                 zero + ZERO_EXT_RAMDISK_SIZE);
}

_Noreturn void boot_main(enum boot_protocol protocol, uintptr_t structure)
{
    boot_unpack();
    trap_init();
    cpu_init();
    kept[KEPT_NULL].end = PAGE_SIZE;
    kept[KEPT_IMAGE].start = (uintptr_t)__ehdr_start;
    kept[KEPT_IMAGE].end = (uintptr_t)_end;
    kept_count = KEPT_READ;
    /* The page tables of a large image take pages, so the memory map counts. */
    if (protocol == BOOT_PVH)
        read_pvh((const void *)structure);
    else
        read_linux(structure);
    kept[KEPT_INITRD] = info.initrd;
    if (info.cmdline)
        map_string(info.cmdline);
    else
        info.cmdline = "";
    paging_init();
    /* entry.S's leaves no longer show what was read. */
    for (unsigned i = KEPT_READ; i < kept_count; i++)
        arch_map_ram(kept[i].start, kept[i].end - kept[i].start, false);
    kernel_start();
}
