/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * void arch_switch(void **from, void *to, void *thread_pointer)
 *
 * Saves what a function call keeps (x86-64 psABI 3.2.1: rbx, rbp, r12 to r15,
 * and the control words of x87 and SSE) and goes on where `to` was saved.
 */
#include <unispec/os_symbol.h>

#define arch_switch UNISPEC_OS_SYMBOL(arch_switch)
#define arch_thread_stack UNISPEC_OS_SYMBOL(arch_thread_stack)

#define MSR_FS_BASE 0xc0000100

	.section .text.arch_switch, "ax", @progbits
	.globl arch_switch
	.type arch_switch, @function
arch_switch:
	pushq %rbp
	pushq %rbx
	pushq %r12
	pushq %r13
	pushq %r14
	pushq %r15
	subq $8, %rsp
	stmxcsr (%rsp)
	fnstcw 4(%rsp)
	movq %rsp, (%rdi)
	movl %edx, %eax
	shrq $32, %rdx
	movl $MSR_FS_BASE, %ecx
	wrmsr
	movq %rsi, %rsp
	ldmxcsr (%rsp)
	fldcw 4(%rsp)
	addq $8, %rsp
	popq %r15
	popq %r14
	popq %r13
	popq %r12
	popq %rbx
	popq %rbp
	ret
	.size arch_switch, . - arch_switch

/* void *arch_thread_stack(void *top, void (*begin)(void)): as arch_switch()
 * leaves it, so that it returns to begin. The creator's control words are
 * inherited. (A C function named here would be in every image that has this
 * file: assembly cannot be analysed.) */
	.section .text.arch_thread_stack, "ax", @progbits
	.globl arch_thread_stack
	.type arch_thread_stack, @function
arch_thread_stack:
	movq %rdi, %rax
	andq $-16, %rax
	subq $88, %rax
	xorl %ecx, %ecx
	stmxcsr (%rax)
	fnstcw 4(%rax)
	movq %rcx, 8(%rax)
	movq %rcx, 16(%rax)
	movq %rcx, 24(%rax)
	movq %rcx, 32(%rax)
	movq %rcx, 40(%rax)
	movq %rcx, 48(%rax)
	movq %rsi, 56(%rax)
	movq %rcx, 64(%rax) /* no return address */
	ret
	.size arch_thread_stack, . - arch_thread_stack
	.section .note.GNU-stack, "", @progbits
