/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Exceptions. A page fault on the main stack gets a page; one elsewhere goes
 * to the program's mappings, where the program has any; what nobody resolves
 * ends in trap_report(). Handlers run on stacks of their own with interrupts
 * off, so a fault inside a handler is a bug of ours and is reported too.
 */
#include <kernel/mm.h>
#include <unispec/attributes.h>

#include "trap.h"
#include "x86.h"

/* Asking whether these are reached must not extract them. */
#pragma weak vm_map

#define GATE_INTERRUPT 0x8e00ull /* present, interrupt gate */
#define PAGE_FAULT 14
#define ERROR_PRESENT 1
#define ERROR_WRITE 2
#define ERROR_FETCH 16

void trap_init(void)
{
    static const struct {
        uint16_t limit;
        uint64_t base;
    } __attribute__((packed)) table = {TRAP_IDT_LIMIT * 16 - 1,
                                       (uintptr_t)trap_idt};
    uint64_t stub = (uintptr_t)trap_stubs;
    uint64_t tss = (uintptr_t)trap_tss;
    uint64_t gate = (stub & 0xffff) | (uint64_t)SELECTOR_CODE << 16 |
                    (GATE_INTERRUPT | IST_OTHER) << 32 | stub >> 16 << 48;

    /* The stubs lie within 256 bytes: only the low byte changes. */
    for (unsigned i = 0; i < TRAP_COUNT; i++, gate += TRAP_STUB_SIZE)
        trap_idt[i][0] = gate;
    trap_idt[PAGE_FAULT][0] += ((uint64_t)IST_FAULT - IST_OTHER) << 32;
    trap_gdt_tss[0] |= (tss & 0xffffff) << 16 | tss >> 24 << 56;
    __asm__ volatile("ltr %w0" : : "r"(SELECTOR_TSS));
    __asm__ volatile("lidt %0" : : "m"(table));
}

static bool on_main_stack(uintptr_t address)
{
    return address - (ARCH_STACK_TOP - ARCH_STACK_SIZE) < ARCH_STACK_SIZE;
}

static enum vm_fault stack_fault(uintptr_t address, unsigned access)
{
    void *frame;

    if (access & ARCH_PROT_EXEC)
        return VM_FAULT_SEGV;
    frame = page_alloc_zeroed();
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

static enum vm_fault page_fault(uintptr_t address, uint64_t error)
{
    unsigned access = error & ERROR_FETCH   ? ARCH_PROT_EXEC
                      : error & ERROR_WRITE ? ARCH_PROT_WRITE
                                            : ARCH_PROT_READ;

    if (on_main_stack(address) && !(error & ERROR_PRESENT))
        return stack_fault(address, access);
    if (__unispec_reached(vm_map))
        return mapping_fault(address, access);
    return VM_FAULT_SEGV;
}

/* A fault while another is being resolved has overwritten its stack: a bug. */
void trap_handle(struct arch_regs *regs)
{
    static bool resolving;
    struct trap trap = {.regs = regs, .fault = VM_FAULT_SEGV};

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
    trap_report(&trap);
}
