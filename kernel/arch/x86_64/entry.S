/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The two ways into the image, and the way into and out of exceptions.
 *
 * unispec_entry32: PVH (Xen hvmlite ABI; the note below names it): 32-bit
 *   protected mode, paging off, EBX = struct hvm_start_info.
 * unispec_entry64: 64-bit Linux boot protocol (Documentation/arch/x86/boot.rst,
 *   "64-bit boot protocol"): long mode, RSI = struct boot_params. This is
 *   e_entry and the symbol by which the linker extracts this file.
 *
 * Both load page tables that map the 2 MiB blocks from 0 to the image's end
 * at their own address, out of a page that becomes a stack when paging_init()
 * has made the tables with the permissions of the segments; and the stacks in
 * the last 2 MiB below 512 GiB:
 *
 *     7fffff8000-7fffff9000   stack of exceptions other than page faults; the
 *                             boot runs on it until the program starts
 *     7fffff3000-7fffff5000   stack of page faults
 *     ..........-7fffff0000   the program's stack: two pages of it are in bss,
 *                             the rest is mapped when touched
 *
 * with unmapped pages between them. Exceptions never use the interrupted
 * stack, so native code keeps its red zone.
 */
#include "stacks.h"
#include <unispec/os_symbol.h>

#define arch_enter UNISPEC_OS_SYMBOL(arch_enter)
#define boot_main UNISPEC_OS_SYMBOL(boot_main)
#define boot_pd UNISPEC_OS_SYMBOL(boot_pd)
#define boot_pdpt UNISPEC_OS_SYMBOL(boot_pdpt)
#define boot_pml4 UNISPEC_OS_SYMBOL(boot_pml4)
#define boot_pt UNISPEC_OS_SYMBOL(boot_pt)
#define irq_entry UNISPEC_OS_SYMBOL(irq_entry)
#define stack_pt UNISPEC_OS_SYMBOL(stack_pt)
#define trap_gdt_tss UNISPEC_OS_SYMBOL(trap_gdt_tss)
#define trap_handle UNISPEC_OS_SYMBOL(trap_handle)
#define trap_idt UNISPEC_OS_SYMBOL(trap_idt)
#define trap_stubs UNISPEC_OS_SYMBOL(trap_stubs)
#define trap_tss UNISPEC_OS_SYMBOL(trap_tss)
#define unispec_entry32 UNISPEC_OS_SYMBOL(unispec_entry32)
#define unispec_entry64 UNISPEC_OS_SYMBOL(unispec_entry64)
#define unispec_start UNISPEC_OS_SYMBOL(unispec_start)

#define BOOT_PVH 0
#define BOOT_LINUX64 1

#define STACK_INDEX 511 /* of the stacks' GiB, and of their block in it */
/* The entry of the nth page below a stack's top. */
#define STACK_PTE(top, n) stack_pt + ((((top) - (n) * 0x1000) >> 12) & 511) * 8

#define PTE_RW 3           /* present, writable */
#define PTE_LARGE_RW 0x83
#define PTE_NX_HIGH 0x80000000 /* bit 63, in the upper half */

#define MSR_EFER 0xc0000080
#define EFER_LME_NXE 0x900
#define CR4_BITS 0x620      /* PAE, OSFXSR, OSXMMEXCPT */
#define CR0_BITS 0x80010033 /* PG, WP, NE, ET, MP, PE */

	.section .note.Xen, "a", @note
	.balign 4
	.long 4, 8, 18 /* sizes of name and value; PHYS32_ENTRY */
	.asciz "Xen"
	.quad unispec_entry32

	.bss
	.balign 4096
	.globl boot_pml4, boot_pdpt, boot_pd, boot_pt, stack_pt
boot_pml4: .skip 4096
boot_pdpt: .skip 4096
boot_pd: .skip 4096
boot_pt: .skip 4096
stack_pd: .skip 4096
stack_pt: .skip 4096
main_stack: .skip 8192
fault_stack: .skip 8192
other_stack: .skip 4096
	.globl trap_idt, trap_tss
trap_idt: .skip 64 * 16
trap_tss: .skip 104

/*
 * Both ways in share this code, so it consists of instructions that have the
 * same bytes and effect in 32-bit protected mode and in long mode: absolute
 * addresses, no REX prefix, a far jump through memory.
 */
	.section .text.unispec_entry64, "ax", @progbits
	.code64
	.globl unispec_entry64
	.type unispec_entry64, @function
unispec_entry64:
	cli
	movl $BOOT_LINUX64, %edi
	jmp make_tables
	.size unispec_entry64, . - unispec_entry64

	.globl unispec_entry32
	.type unispec_entry32, @function
unispec_entry32:
	movl %ebx, %esi
	movl $BOOT_PVH, %edi
make_tables:
	cld
	movl $boot_pdpt + PTE_RW, boot_pml4
	movl $fault_stack + PTE_RW, boot_pdpt
	movl $stack_pd + PTE_RW, boot_pdpt + STACK_INDEX * 8
	movl $stack_pt + PTE_RW, stack_pd + STACK_INDEX * 8
	movl $PTE_NX_HIGH, stack_pd + STACK_INDEX * 8 + 4
	movl $main_stack + PTE_RW, STACK_PTE(MAIN_STACK_TOP, 2)
	movl $main_stack + 0x1000 + PTE_RW, STACK_PTE(MAIN_STACK_TOP, 1)
	movl $fault_stack + PTE_RW, STACK_PTE(FAULT_STACK_TOP, 2)
	movl $fault_stack + 0x1000 + PTE_RW, STACK_PTE(FAULT_STACK_TOP, 1)
	movl $other_stack + PTE_RW, STACK_PTE(OTHER_STACK_TOP, 1)
	/* 2 MiB leaves, from the end of the image down to address 0. */
	movl $_end - 1, %eax
	andl $0xffe00000, %eax
	orl $PTE_LARGE_RW, %eax
1:	movl %eax, %ecx
	shrl $21, %ecx
	movl %eax, fault_stack(, %rcx, 8)
	subl $0x200000, %eax
	jnc 1b
	movl $CR4_BITS, %eax
	movq %rax, %cr4
	movl $MSR_EFER, %ecx
	rdmsr
	orl $EFER_LME_NXE, %eax
	wrmsr
	movl $boot_pml4, %eax
	movq %rax, %cr3
	movl $CR0_BITS, %eax
	movq %rax, %cr0
	lgdt gdt
	ljmpl *far_enter_c
	.size unispec_entry32, . - unispec_entry32

/* Long mode: edi = protocol, esi = its structure. No segment is needed. */
	.type enter_c, @function
enter_c:
	xorl %eax, %eax
	movl %eax, %ds
	movl %eax, %es
	movl %eax, %ss
	movl %eax, %fs
	movl %eax, %gs
	movabsq $OTHER_STACK_TOP, %rsp
	call boot_main
	.size enter_c, . - enter_c

/* void arch_enter(uintptr_t *sp): leaves the boot stack for good. */
	.section .text.arch_enter, "ax", @progbits
	.globl arch_enter
	.type arch_enter, @function
arch_enter:
	movq %rdi, %rsp
	xorl %ebp, %ebp
	call unispec_start
	.size arch_enter, . - arch_enter

/*
 * One stub of 4 bytes per exception. Where the CPU (Intel SDM vol. 3, 6.13)
 * pushes no error code a zero takes its place, so that the stack has a struct
 * arch_regs, whose size keeps the alignment that the CPU gave.
 */
#define VECTORS_WITH_ERROR 0x00027d00 /* 8, 10-14, 17 */

	.section .text.trap_stubs, "ax", @progbits
	.globl trap_stubs
	.type trap_stubs, @function
trap_stubs:
	.set vector, 0
	.rept 20
	pushq $vector
	.if VECTORS_WITH_ERROR >> vector & 1
	jmp trap_entry
	.else
	jmp trap_without_error
	.endif
	.set vector, vector + 1
	.endr

trap_without_error:
	pushq (%rsp)
	movq $0, 8(%rsp)
	.globl irq_entry /* another name: a jump to a global one is long */
irq_entry:
trap_entry:
	cld
	pushq %r15
	pushq %r14
	pushq %r13
	pushq %r12
	pushq %r11
	pushq %r10
	pushq %r9
	pushq %r8
	pushq %rbp
	pushq %rdi
	pushq %rsi
	pushq %rdx
	pushq %rcx
	pushq %rbx
	pushq %rax
	movq %rsp, %rdi
	call trap_handle
	popq %rax
	popq %rbx
	popq %rcx
	popq %rdx
	popq %rsi
	popq %rdi
	popq %rbp
	popq %r8
	popq %r9
	popq %r10
	popq %r11
	popq %r12
	popq %r13
	popq %r14
	popq %r15
	addq $16, %rsp
	iretq
	.size trap_stubs, . - trap_stubs

	.data
	.balign 8
gdt: /* the null descriptor's place holds what lgdt reads */
	.word gdt_end - gdt - 1
	.long gdt
	.word 0
	/* 08: code, 64 bits; its limit, not used, ends the base for lgdt */
	.quad 0x00af9b0000000000
	.globl trap_gdt_tss
trap_gdt_tss: /* 10: TSS; trap_init() fills in its address */
	.quad 0x0000890000000067
	.quad 0
gdt_end:
far_enter_c:
	.long enter_c
	.word 8

	.section .note.GNU-stack, "", @progbits
