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
 *                             boot runs on it until the program starts; the
 *                             TSS is above it in the same page
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
#define trap_entry UNISPEC_OS_SYMBOL(trap_entry)
#define trap_gdt UNISPEC_OS_SYMBOL(trap_gdt)
#define trap_handle UNISPEC_OS_SYMBOL(trap_handle)
#define trap_idt UNISPEC_OS_SYMBOL(trap_idt)
#define trap_tss UNISPEC_OS_SYMBOL(trap_tss)
#define unispec_entry32 UNISPEC_OS_SYMBOL(unispec_entry32)
#define unispec_entry64 UNISPEC_OS_SYMBOL(unispec_entry64)
#define unispec_start UNISPEC_OS_SYMBOL(unispec_start)

#define BOOT_PVH 0
#define BOOT_LINUX64 1

#define PTE_RW 3           /* present, writable */
#define PTE_LARGE_RW 0x83
#define SEGMENT_CODE64 0x00209b00 /* upper half: present, ring 0, long mode */

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
/* The entries below count the pages from here: the first four are tables. */
boot_pml4: .skip 4096
boot_pdpt: .skip 4096
stack_pd: .skip 4096
stack_pt: .skip 4096
main_stack: .skip 8192
fault_stack: .skip 8192
other_stack: .skip 4096
boot_pd: .skip 4096
boot_pt: .skip 4096
	.globl trap_gdt, trap_idt, trap_tss
	.set trap_tss, other_stack + (TRAP_TSS & 4095)
trap_idt: .skip 64 * 16
trap_gdt: .skip (1 + TRAP_COUNT + 2) * 8

/*
 * An entry of a table of pages that is set before C runs: the place of the
 * entry in the first four pages above, and which page it maps.
 */
	.macro entry table, index, page, nx = 0
	.word ((\table) - boot_pml4) / 8 + ((\index) & 511) + \
		(((\page) - boot_pml4) >> 12 << 11) + (\nx << 15)
	.endm

	.section .rodata.entry, "a", @progbits
tables:
	entry boot_pml4, 0, boot_pdpt
	entry boot_pdpt, 0, fault_stack
	entry boot_pdpt, 511, stack_pd
	entry stack_pd, 511, stack_pt
	entry stack_pt, (MAIN_STACK_TOP >> 12) - 2, main_stack, 1
	entry stack_pt, (MAIN_STACK_TOP >> 12) - 1, main_stack + 0x1000, 1
	entry stack_pt, (FAULT_STACK_TOP >> 12) - 2, fault_stack, 1
	entry stack_pt, (FAULT_STACK_TOP >> 12) - 1, fault_stack + 0x1000, 1
	entry stack_pt, (OTHER_STACK_TOP >> 12) - 1, other_stack, 1
	.set table_entries, (. - tables) / 2
	.type tables, @object
	.size tables, . - tables
far_enter_c:
	.long enter_c
	.word 8
	.type far_enter_c, @object
	.size far_enter_c, . - far_enter_c
gdt_register: /* long mode reads an address of 64 bits */
	.word (1 + TRAP_COUNT + 2) * 8 - 1
	.quad trap_gdt
	.type gdt_register, @object
	.size gdt_register, . - gdt_register

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
	movl %esi, %ebx
	movl $BOOT_LINUX64, %edi
	jmp make_tables
	.size unispec_entry64, . - unispec_entry64

	.globl unispec_entry32
	.type unispec_entry32, @function
unispec_entry32:
	movl $BOOT_PVH, %edi
make_tables:
	cld
	movl $tables, %esi
	movl $table_entries, %ecx
1:	lodsw
	cwtl
	cltd
	shll $31, %edx /* NX is bit 63 */
	movl %eax, %ebp
	andl $0x7800, %ebp
	leal boot_pml4 + PTE_RW(%rbp, %rbp), %ebp
	andl $0x7ff, %eax
	movl %ebp, boot_pml4(, %rax, 8)
	movl %edx, boot_pml4 + 4(, %rax, 8)
	loop 1b
	/* 2 MiB leaves, from the end of the image down to address 0. */
	movl $_end - 1, %eax
	andl $0xffe00000, %eax
	orl $PTE_LARGE_RW, %eax
1:	movl %eax, %ecx
	shrl $21, %ecx
	movl %eax, fault_stack(, %rcx, 8)
	subl $0x200000, %eax
	jnc 1b
	movb $TRAP_COUNT, %cl /* after block 0 */
1:	movl $SEGMENT_CODE64, trap_gdt + 4(, %rcx, 8)
	loop 1b
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
	lgdt gdt_register
	ljmpl *far_enter_c
	.size unispec_entry32, . - unispec_entry32

/* Long mode: edi = protocol, ebx = its structure. No segment is needed; of
 * those that are left only SS is ever loaded anew, by IRET. */
	.type enter_c, @function
enter_c:
	xorl %eax, %eax
	movl %eax, %ss
	movl %eax, %fs
	movl %eax, %gs
	movl %ebx, %esi
	movabsq $TRAP_TSS, %rsp
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
 * One way in for all exceptions: the code segment says which it is, as trap.c
 * gives each vector one of its own. Where the CPU (Intel SDM vol. 3, 6.13)
 * pushes no error code a zero takes its place: it aligns the stack before it
 * pushes (6.14.2). So the stack has a struct arch_regs, whose size keeps the
 * alignment.
 */
	.section .text.trap_entry, "ax", @progbits
	.globl trap_entry
	.type trap_entry, @function
trap_entry:
	testb $8, %spl
	jz 1f
	pushq $0
1:	pushq %rax
	movl %cs, %eax
	shrl $3, %eax
	decl %eax
	xchgq %rax, (%rsp)
	.globl irq_entry
irq_entry:
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
	.size trap_entry, . - trap_entry

	.section .note.GNU-stack, "", @progbits
