/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The way into interrupts: a stub of 4 bytes for each vector pushes its number
 * where that of exceptions is, and goes on as an exception does (entry.S).
 */
#include <unispec/os_symbol.h>

#define irq_entry UNISPEC_OS_SYMBOL(irq_entry)
#define irq_stubs UNISPEC_OS_SYMBOL(irq_stubs)

#define IRQ_FIRST 32
#define IRQ_COUNT 32

	.section .text.irq_stubs, "ax", @progbits
	.globl irq_stubs
	.type irq_stubs, @function
irq_stubs:
	.set vector, IRQ_FIRST
	.rept IRQ_COUNT
	pushq $vector
	jmp 1f
	.set vector, vector + 1
	.endr
1:	pushq (%rsp)
	movq $0, 8(%rsp)
	jmp irq_entry
	.size irq_stubs, . - irq_stubs
	.section .note.GNU-stack, "", @progbits
