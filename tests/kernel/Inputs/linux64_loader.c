/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Enters an image the way that monitors do which know only the 64-bit Linux
 * boot protocol: a PVH program at 16 MiB whose first module is the image. It
 * copies the segments to their addresses, makes identity page tables and a
 * zero page with the memory map and the command line, and jumps to e_entry
 * with the zero page in RSI. Runs in 32-bit mode.
 */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

struct start_info {
    u32 magic, version, flags, modules;
    u64 modlist, cmdline, rsdp, memmap;
    u32 memmap_entries, reserved;
};

struct memory {
    u64 start, size;
    u32 type, reserved;
};

struct segment {
    u32 type, flags;
    u64 offset, vaddr, paddr, filesz, memsz, align;
};

/* Read by the CPU and by the image, which the compiler does not see. */
#define SHARED __attribute__((aligned(4096), used))
static SHARED u8 zero_page[4096];
static SHARED u64 pml4[512], pdpt[512], pd[512];
static u64 gdt[3] = {0, 0x00af9b000000ffff, 0x00cf93000000ffff};

static void copy(void *to, const void *from, u32 n)
{
    u8 *t = to;
    const u8 *f = from;

    while (n--)
        *t++ = *f++;
}

static void load(const u8 *image)
{
    const struct segment *s =
        (const void *)(image + *(const u32 *)(image + 32));

    for (u32 n = *(const unsigned short *)(image + 56); n--; s++) {
        if (s->type != 1)
            continue;
        copy((void *)(u32)s->paddr, image + (u32)s->offset, (u32)s->filesz);
        for (u32 i = (u32)s->filesz; i < (u32)s->memsz; i++)
            ((u8 *)(u32)s->paddr)[i] = 0;
    }
}

static void make_zero_page(const struct start_info *info)
{
    const struct memory *m = (const void *)(u32)info->memmap;
    u8 *entry = zero_page + 0x2d0;

    zero_page[0x1e8] = (u8)info->memmap_entries;
    *(u32 *)(zero_page + 0x228) = (u32)info->cmdline;
    for (u32 i = 0; i < info->memmap_entries; i++, m++, entry += 20)
        copy(entry, m, 20);
}

static void make_tables(void)
{
    pml4[0] = (u32)pdpt | 3;
    pdpt[0] = (u32)pd | 3;
    for (u32 i = 0; i < 512; i++)
        pd[i] = (u64)i << 21 | 0x83;
}

__attribute__((noreturn)) void loader(const struct start_info *info)
{
    const u8 *image = (const u8 *)*(const u32 *)(u32)info->modlist;
    struct {
        unsigned short limit;
        u32 base;
    } __attribute__((packed)) table = {sizeof(gdt) - 1, (u32)gdt};
    u32 entry = *(const u32 *)(image + 24);

    load(image);
    make_zero_page(info);
    make_tables();
    __asm__ volatile(
        "lgdt %0\n\t"
        "mov %%cr4, %%eax; or $0x20, %%eax; mov %%eax, %%cr4\n\t"
        "mov %1, %%cr3\n\t"
        "mov $0xc0000080, %%ecx; rdmsr; or $0x100, %%eax; wrmsr\n\t"
        "mov %%cr0, %%eax; or $0x80000001, %%eax\n\t"
        "mov %%eax, %%cr0\n\t"
        "mov $zero_page, %%esi\n\t"
        "pushl $8; push %2; lretl"
        :
        : "m"(table), "r"(pml4), "b"(entry)
        : "eax", "ecx", "edx", "esi", "memory");
    __builtin_unreachable();
}

__asm__(".pushsection .note.Xen, \"a\", @note\n"
        ".balign 4\n"
        ".long 4, 4, 18\n"
        ".asciz \"Xen\"\n"
        ".long start\n"
        ".popsection\n"
        ".pushsection .bss\n"
        ".balign 16\n"
        ".skip 4096\n"
        "stack:\n"
        ".popsection\n"
        ".globl start\n"
        "start: mov $stack, %esp\n"
        "push %ebx\n"
        "push $0\n"
        "jmp loader\n");
