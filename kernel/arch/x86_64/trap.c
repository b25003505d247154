/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Exceptions. A page fault on the main stack gets a page; one elsewhere goes
 * to the program's mappings, where the program has any; what nobody resolves
 * is a signal where a handler can run, or ends in trap_report(). This code
 * runs on stacks of its own with interrupts off, so a fault in it is a bug of
 * ours and is reported too.
 */
#include <kernel/mm.h>
#include <kernel/signal.h>
#include <unispec/attributes.h>

#include "stacks.h"
#include "trap.h"
#include "x86.h"

/* Asking whether these are reached must not extract them. */
#pragma weak vm_map
#pragma weak irq_start
#pragma weak irq_handle
#pragma weak trap_signal

#define PAGE_FAULT 14
#define ERROR_PRESENT 1
#define ERROR_WRITE 2

/* Intel SDM vol. 3, 6.14.1 and 8.7. All code lies below 4 GiB. */
struct gate {
    uint64_t low, high;
};
#define GATE_INTERRUPT (0x8eull << 40) /* present, interrupt gate */
#define GATE_STACK(n) ((uint64_t)(n) << 32)
#define GATE_SEGMENT(selector) ((uint64_t)(selector) << 16)
#define GATE_CODE(at) (((at) & 0xffff) | (at) >> 16 << 48)

/* The TSS descriptor: its limit, present and not busy, its address. */
#define TSS_LOW                                                                \
    (sizeof(struct tss) - 1 | (TRAP_TSS & 0xffffffull) << 16 |                 \
     0x89ull << 40 | (TRAP_TSS >> 24 & 0xff) << 56)
#define TSS_HIGH (TRAP_TSS >> 32)
#define TSS_INDEX (TRAP_COUNT + 1)

struct tss {
    uint32_t reserved0;
    uint64_t rsp[3], ist[8], reserved1; /* ist[0] is not used */
    uint16_t reserved2, io_map;         /* no I/O map: all is ring 0 */
} __attribute__((packed));
_Static_assert(sizeof(struct tss) == 104, "task state");

/* In the bss of entry.S. */
extern struct gate trap_idt[];
extern struct tss trap_tss;

void trap_gate(unsigned vector, unsigned segment, const char *code,
               unsigned stack)
{
    trap_idt[vector].low = GATE_INTERRUPT | GATE_STACK(stack) |
                           GATE_SEGMENT(segment) | GATE_CODE((uintptr_t)code);
}

void trap_init(void)
{
    static const struct {
        uint16_t limit;
        uint64_t base;
    } __attribute__((packed)) table = {TRAP_IDT_LIMIT * 16 - 1,
                                       (uintptr_t)trap_idt};

    for (unsigned vector = 0; vector < TRAP_COUNT; vector++)
        trap_gate(vector, SELECTOR_CODE + vector * 8, trap_entry,
                  vector == PAGE_FAULT ? IST_FAULT : IST_OTHER);
    trap_tss.ist[IST_FAULT] = FAULT_STACK_TOP;
    trap_tss.ist[IST_OTHER] = TRAP_TSS;
    trap_gdt[TSS_INDEX] = TSS_LOW;
    trap_gdt[TSS_INDEX + 1] = TSS_HIGH;
    __asm__ volatile("ltr %w0" : : "r"(TSS_INDEX * 8));
    __asm__ volatile("lidt %0" : : "m"(table));
}

static bool on_main_stack(uintptr_t address)
{
    return address - (ARCH_STACK_TOP - ARCH_STACK_SIZE) < ARCH_STACK_SIZE;
}

static enum vm_fault stack_fault(uintptr_t address)
{
    void *frame = page_alloc_zeroed();

    if (!frame || !arch_page_map(address & ~PAGE_MASK, frame,
                                 ARCH_PROT_READ | ARCH_PROT_WRITE))
        return VM_FAULT_OOM;
    return VM_FAULT_DONE;
}

/* A mapped file is read by code of other parts, which may use SSE. */
static enum vm_fault mapping_fault(uintptr_t address, unsigned access)
{
    struct {
        char bytes[512];
    } __attribute__((aligned(16))) state;
    enum vm_fault result;

    __asm__ volatile("fxsave64 %0" : "=m"(state));
    result = vm_fault(address, access);
    __asm__ volatile("fxrstor64 %0" : : "m"(state));
    return result;
}

/*
 * A fetch brings the page as a read does, on Linux too: where nothing may be
 * executed it faults again, as one of a page that is there.
 */
static enum vm_fault page_fault(uintptr_t address, uint64_t error)
{
    if (on_main_stack(address) && !(error & ERROR_PRESENT))
        return stack_fault(address);
    if (__unispec_reached(vm_map))
        return mapping_fault(address, error & ERROR_WRITE ? ARCH_PROT_WRITE
                                                          : ARCH_PROT_READ);
    return VM_FAULT_SEGV;
}

/* A fault while another is being resolved has overwritten its stack: a bug. */
void trap_handle(struct arch_regs *regs)
{
    static bool resolving;
    struct trap trap = {.regs = regs, .fault = VM_FAULT_SEGV};

    if (__unispec_reached(irq_start) && regs->vector >= IRQ_FIRST) {
        irq_handle(regs);
        return;
    }
    trap_name_removed(regs);
    if (regs->vector == PAGE_FAULT) {
        __asm__ volatile("mov %%cr2, %0" : "=r"(trap.address));
        if (!resolving) {
            resolving = true;
            trap.fault = page_fault(trap.address, regs->error);
            resolving = false;
        }
        if (trap.fault == VM_FAULT_DONE)
            return;
    }
    if (SIGNALS && trap_signal(&trap))
        return;
    trap_report(&trap);
}
