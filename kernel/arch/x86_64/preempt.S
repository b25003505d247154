/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where the program goes on when an interrupt met it, or a fault that becomes a
 * signal: on its own stack, below its red zone, with interrupts off and all
 * registers as they were. Saves them as a struct arch_regs, below it the
 * extended state, and calls work(regs, extended) as preempt_frame says; then
 * everything is as work() left it.
 */
#include <unispec/os_symbol.h>

#define arch_call_saved UNISPEC_OS_SYMBOL(arch_call_saved)
#define preempt_entry UNISPEC_OS_SYMBOL(preempt_entry)
#define preempt_entry_end UNISPEC_OS_SYMBOL(preempt_entry_end)
#define preempt_frame UNISPEC_OS_SYMBOL(preempt_frame)
#define preempt_xsave_size UNISPEC_OS_SYMBOL(preempt_xsave_size)

	.section .bss.preempt_frame, "aw", @nobits
	.balign 8
	.globl preempt_frame, preempt_xsave_size
preempt_frame: .skip 32
preempt_xsave_size: .skip 4

	.section .text.preempt_entry, "ax", @progbits
	.globl preempt_entry, preempt_entry_end
	.type preempt_entry, @function
preempt_entry:
	pushq $0                 /* ss */
	pushq preempt_frame + 16 /* rsp */
	pushq preempt_frame + 8  /* rflags */
	pushq $8                 /* cs */
	pushq preempt_frame      /* rip */
	pushq $0                 /* error */
	pushq $0                 /* vector */
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
	cld
	movq %rsp, %rbx
	movl preempt_xsave_size, %ecx
	testl %ecx, %ecx
	jz 1f
	subq %rcx, %rsp
	andq $-64, %rsp
	/* XRSTOR wants the rest of the header zero: Intel SDM vol. 1, 13.4.2. */
	leaq 512(%rsp), %rdi
	xorl %eax, %eax
	movl $8, %ecx
	rep stosq
	movl $-1, %eax
	movl $-1, %edx
	xsave64 (%rsp)
	movq %rbx, %rdi
	movq %rsp, %rsi
	call *preempt_frame + 24
	movl $-1, %eax
	movl $-1, %edx
	xrstor64 (%rsp)
	jmp 2f
1:	subq $512, %rsp
	andq $-16, %rsp
	fxsave64 (%rsp)
	movq %rbx, %rdi
	movq %rsp, %rsi
	call *preempt_frame + 24
	fxrstor64 (%rsp)
2:	movq %rbx, %rsp
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
preempt_entry_end:
	.size preempt_entry, . - preempt_entry

/* long arch_call_saved(work, long result): as if an interrupt had met the
 * caller where this call returns the result. */
	.globl arch_call_saved
	.type arch_call_saved, @function
arch_call_saved:
	pushfq
	cli
	popq preempt_frame + 8
	movq %rsi, %rax
	popq preempt_frame
	movq %rsp, preempt_frame + 16
	movq %rdi, preempt_frame + 24
	andq $-16, %rsp
	jmp preempt_entry
	.size arch_call_saved, . - arch_call_saved
	.section .note.GNU-stack, "", @progbits
