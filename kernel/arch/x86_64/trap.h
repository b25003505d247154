/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An exception between trap.c, which tries to resolve it, and its report. */
#ifndef KERNEL_X86_TRAP_H
#define KERNEL_X86_TRAP_H

#include <kernel/arch.h>
#include <kernel/mm.h>

struct trap {
    struct arch_regs *regs;
    uintptr_t address;   /* CR2, of page faults */
    enum vm_fault fault; /* of page faults: why nobody resolved it */
};

/*
 * No exception of any processor since the 80386 (Intel SDM vol. 3, 6.15): code
 * that the link step removed was called. The error code is the id of its trap.
 */
#define TRAP_REMOVED 9

/* Turns an invalid opcode that is such a trap into TRAP_REMOVED. */
void trap_name_removed(struct arch_regs *regs);

/* Sends the program to its handler for it; false where it has none. */
bool trap_signal(const struct trap *trap);

/* The address of the last page fault that became a signal. */
extern uintptr_t trap_signal_address;

/* Prints what happened and ends the machine with the signal's status. */
_Noreturn void trap_report(const struct trap *trap);

#endif
