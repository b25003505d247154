/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The x86-64 machine as C sees it: port input and output, model-specific
 * registers, page-table bits, and what entry.S shares with the C files.
 * For kernel/arch/x86_64 and drivers of devices on I/O ports.
 */
#ifndef KERNEL_X86_H
#define KERNEL_X86_H

#include "stacks.h"
#include <kernel/arch.h>

#define PTE_PRESENT (1ull << 0)
#define PTE_WRITE (1ull << 1)
#define PTE_USER (1ull << 2) /* ours: the frame belongs to a mapping */
#define PTE_UNCACHED (1ull << 4)
#define PTE_ACCESSED (1ull << 5)
#define PTE_DIRTY (1ull << 6)
#define PTE_LARGE (1ull << 7)
#define PTE_NX (1ull << 63)
#define PTE_ADDRESS 0x000ffffffffff000ull
#define PTE_KERNEL (PTE_PRESENT | PTE_ACCESSED | PTE_DIRTY)
#define PTE_RAM (PTE_KERNEL | PTE_NX)

#define LARGE_SHIFT 21
#define LARGE_SIZE (1ull << LARGE_SHIFT)
#define GIB_SHIFT 30

/* entry.S: the top tables; those of the first GiB and of its first 2 MiB. */
extern uint64_t boot_pml4[512], boot_pdpt[512], boot_pd[512], boot_pt[512];
extern uint64_t stack_pt[512]; /* of the last 2 MiB below 512 GiB */
extern char trap_entry[];
/* Null, a code segment for each exception, the TSS. */
extern uint64_t trap_gdt[];

#define TRAP_IDT_LIMIT 64 /* gates in the table; the rest is free for IRQs */
#define IRQ_FIRST 32 /* vectors of interrupts, from here to the limit */
#define IRQ_TIMER IRQ_FIRST
#define IRQ_DEVICE (IRQ_FIRST + 1) /* of all devices */
#define IRQ_SPURIOUS 63 /* its low four bits are ones: Intel SDM 3, 11.9 */
#define SELECTOR_CODE 0x08
#define IST_FAULT 1 /* page faults */
#define IST_OTHER 2 /* everything else */

/* The image's first and last byte, from the linker. */
extern const char __ehdr_start[], _end[];

/* CPUID leaf 1, ECX; set by cpu_init(). */
extern uint32_t cpu_features;

extern char irq_stubs[]; /* 4 bytes for each vector from IRQ_FIRST on */

/* Writes out the image's data: the first call of all. */
void boot_unpack(void);
void trap_init(void);
/* Sets a gate of the table. */
void trap_gate(unsigned vector, unsigned segment, const char *code,
               unsigned stack);
/* An interrupt; may change where the program goes on. */
void irq_handle(struct arch_regs *regs);
/* Makes the local APIC and its timer ready; false where there is none. */
bool irq_start(void);
void cpu_init(void);
void paging_init(void);
/*
 * The entry for an address in a table of the given level (PAGE_SHIFT,
 * LARGE_SHIFT); NULL: no table and none wanted or had, or inside a leaf.
 */
uint64_t *paging_entry(uintptr_t virt, unsigned level, bool create);
/* Maps one page, or one leaf, by a block's entry; where it ends. */
uint64_t paging_map_unit(uint64_t *entry, uint64_t phys, uint64_t bits);
/* Maps one uncached page; false where memory is out. */
bool paging_map_device(uintptr_t virt, uint64_t phys);

static inline void io_out8(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline void io_out16(uint16_t port, uint16_t value)
{
    __asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}

static inline void io_out32(uint16_t port, uint32_t value)
{
    __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint32_t io_in32(uint16_t port)
{
    uint32_t value;

    __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

static inline uint8_t io_in8(uint16_t port)
{
    uint8_t value;

    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

static inline void msr_write(uint32_t msr, uint64_t value)
{
    __asm__ volatile("wrmsr"
                     :
                     : "c"(msr), "a"((uint32_t)value),
                       "d"((uint32_t)(value >> 32))
                     : "memory");
}

static inline uint64_t msr_read(uint32_t msr)
{
    uint32_t low, high;

    __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
    return (uint64_t)high << 32 | low;
}

static inline uint64_t tsc_read(void)
{
    uint32_t low, high;

    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

struct cpuid {
    uint32_t eax, ebx, ecx, edx;
};

static inline struct cpuid cpuid(uint32_t leaf, uint32_t subleaf)
{
    struct cpuid r;

    __asm__ volatile("cpuid"
                     : "=a"(r.eax), "=b"(r.ebx), "=c"(r.ecx), "=d"(r.edx)
                     : "a"(leaf), "c"(subleaf));
    return r;
}

static inline void tlb_flush_page(uintptr_t virt)
{
    __asm__ volatile("invlpg (%0)" : : "r"(virt) : "memory");
}

#endif
