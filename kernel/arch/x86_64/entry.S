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
 * at their own address (paging_init() replaces them by the permissions of the
 * segments), and the stacks in the last 2 MiB below 512 GiB:
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
#define BOOT_PVH 0
#define BOOT_LINUX64 1

#define STACK_INDEX 511 /* of the stacks' GiB, and of their block in it */
#define MAIN_STACK_TOP 0x7fffff0000
#define FAULT_STACK_TOP 0x7fffff5000
#define OTHER_STACK_TOP 0x7fffff9000
/* The entry of the nth page below a stack's top. */
#define STACK_PTE(top, n) stack_pt + ((((top) - (n) * 0x1000) >> 12) & 511) * 8

#define PTE_RW 3           /* present, writable */
#define PTE_LARGE_RW 0x83
#define PTE_NX_HIGH 0x80000000 /* bit 63, in the upper half */

#define MSR_EFER 0xc0000080
#define EFER_NXE 0x800
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
	.globl boot_pml4, boot_pdpt, boot_pd, boot_pt
boot_pml4: .skip 4096
boot_pdpt: .skip 4096
boot_pd: .skip 4096
boot_pt: .skip 4096
stack_pd: .skip 4096
stack_pt: .skip 4096
main_stack: .skip 8192
fault_stack: .skip 8192
other_stack: .skip 4096
	.globl trap_idt
trap_idt: .skip 64 * 16

.macro stack_page page, pte
	movl $\page + PTE_RW, \pte
	movl %ecx, \pte + 4
.endm

/* Fills the tables; the same text assembles for 32 and for 64 bits. */
.macro boot_tables
	movl $boot_pdpt + PTE_RW, boot_pml4
	movl $boot_pd + PTE_RW, boot_pdpt
	movl $stack_pd + PTE_RW, boot_pdpt + STACK_INDEX * 8
	movl $stack_pt + PTE_RW, stack_pd + STACK_INDEX * 8
	movl $PTE_NX_HIGH, %ecx
	stack_page main_stack, STACK_PTE(MAIN_STACK_TOP, 2)
	stack_page main_stack + 0x1000, STACK_PTE(MAIN_STACK_TOP, 1)
	stack_page fault_stack, STACK_PTE(FAULT_STACK_TOP, 2)
	stack_page fault_stack + 0x1000, STACK_PTE(FAULT_STACK_TOP, 1)
	stack_page other_stack, STACK_PTE(OTHER_STACK_TOP, 1)
	/* 2 MiB leaves, from the end of the image down to address 0. */
	movl $_end - 1, %eax
	andl $0xffe00000, %eax
	orl $PTE_LARGE_RW, %eax
1:	movl %eax, %ecx
	shrl $21, %ecx
	movl %eax, boot_pd(, %ecx, 8)
	subl $0x200000, %eax
	jnc 1b
.endm

	.section .text.unispec_entry32, "ax", @progbits
	.code32
	.globl unispec_entry32
	.type unispec_entry32, @function
unispec_entry32:
	cld
	movl %ebx, %esi
	boot_tables
	movl $CR4_BITS, %eax
	movl %eax, %cr4
	movl $boot_pml4, %eax
	movl %eax, %cr3
	movl $MSR_EFER, %ecx
	movl $EFER_LME_NXE, %eax
	xorl %edx, %edx
	wrmsr
	movl $CR0_BITS, %eax
	movl %eax, %cr0
	lgdt gdt_pointer
	movl $BOOT_PVH, %edi
	ljmp $8, $enter_c
	.size unispec_entry32, . - unispec_entry32

	.section .text.unispec_entry64, "ax", @progbits
	.code64
	.globl unispec_entry64
	.type unispec_entry64, @function
unispec_entry64:
	cli
	cld
	boot_tables
	movl $CR4_BITS, %eax
	movq %rax, %cr4
	movl $MSR_EFER, %ecx
	rdmsr
	orl $EFER_NXE, %eax
	wrmsr
	movl $boot_pml4, %eax
	movq %rax, %cr3
	movl $CR0_BITS, %eax
	movq %rax, %cr0
	lgdt gdt_pointer
	movabsq $OTHER_STACK_TOP, %rsp
	movl $BOOT_LINUX64, %edi
	pushq $8
	pushq $enter_c
	lretq
	.size unispec_entry64, . - unispec_entry64

/* Both ways meet: rdi = protocol, rsi = its structure. */
	.section .text.enter_c, "ax", @progbits
	.type enter_c, @function
enter_c:
	movl $0x10, %eax
	movl %eax, %ds
	movl %eax, %es
	movl %eax, %ss
	xorl %eax, %eax
	movl %eax, %fs
	movl %eax, %gs
	xorl %ebp, %ebp
	movabsq $OTHER_STACK_TOP, %rsp
	call boot_main
	ud2
	.size enter_c, . - enter_c

/* void arch_enter(uintptr_t *sp): leaves the boot stack for good. */
	.section .text.arch_enter, "ax", @progbits
	.globl arch_enter
	.type arch_enter, @function
arch_enter:
	movq %rdi, %rsp
	xorl %ebp, %ebp
	call unispec_start
	ud2
	.size arch_enter, . - arch_enter

/*
 * One stub of 8 bytes per exception; trap_entry adds the error code where the
 * CPU (Intel SDM vol. 3, 6.13) pushes none, and makes a struct arch_regs.
 */
#define VECTORS_WITH_ERROR 0x00227d00 /* 8, 10-14, 17, 21 */

	.section .text.trap_stubs, "ax", @progbits
	.balign 256 /* so that their addresses differ in the low byte only */
	.globl trap_stubs
	.type trap_stubs, @function
trap_stubs:
	.set vector, 0
	.rept 22
	.balign 8
	pushq $vector
	jmp trap_entry
	.set vector, vector + 1
	.endr

trap_entry:
	pushq %rax
	movl 8(%rsp), %eax
	btl %eax, trap_error_mask(%rip)
	jc 1f
	xchgq (%rsp), %rax /* the stack has: vector, vector */
	movq $0, 8(%rsp)   /* vector, error code */
	pushq %rax
1:	cld
	pushq %rbx
	pushq %rcx
	pushq %rdx
	pushq %rsi
	pushq %rdi
	pushq %rbp
	pushq %r8
	pushq %r9
	pushq %r10
	pushq %r11
	pushq %r12
	pushq %r13
	pushq %r14
	pushq %r15
	movq %rsp, %rdi
	movq %rsp, %rbp
	andq $-16, %rsp
	call trap_handle
	movq %rbp, %rsp
	popq %r15
	popq %r14
	popq %r13
	popq %r12
	popq %r11
	popq %r10
	popq %r9
	popq %r8
	popq %rbp
	popq %rdi
	popq %rsi
	popq %rdx
	popq %rcx
	popq %rbx
	popq %rax
	addq $16, %rsp
	iretq
trap_error_mask:
	.long VECTORS_WITH_ERROR
	.size trap_stubs, . - trap_stubs

	.data
	.balign 8
gdt:
	.quad 0
	.quad 0x00af9b000000ffff /* 08: code, 64 bits */
	.quad 0x00cf93000000ffff /* 10: data */
	.globl trap_gdt_tss
trap_gdt_tss: /* 18: TSS; trap_init() fills in its address */
	.quad 0x0000890000000067
	.quad 0
gdt_pointer:
	.word . - gdt - 1
	.quad gdt

	.balign 8
	.globl trap_tss
trap_tss:
	.long 0
	.quad 0, 0, 0 /* stacks of CPL 0 to 2: not used */
	.quad 0
	.quad FAULT_STACK_TOP, OTHER_STACK_TOP, 0, 0, 0, 0, 0
	.quad 0
	.word 0, 104 /* no I/O map */

	.section .note.GNU-stack, "", @progbits
