/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * void arch_call_on_stack(handler, int a, siginfo_t *b, void *c, void *top)
 * calls handler(a, b, c) on another stack: see core/signal.h. The frame
 * pointer stays on the old stack, so that backtraces cross the border.
 */
#include <unispec/os_symbol.h>

#define arch_call_on_stack UNISPEC_OS_SYMBOL(arch_call_on_stack)

	.section .text.arch_call_on_stack, "ax", @progbits
	.globl arch_call_on_stack
	.type arch_call_on_stack, @function
arch_call_on_stack:
	push %rbp
	mov %rsp, %rbp
	mov %r8, %rsp
	and $-16, %rsp
	mov %rdi, %rax
	mov %esi, %edi
	mov %rdx, %rsi
	mov %rcx, %rdx
	call *%rax
	leave
	ret
	.size arch_call_on_stack, . - arch_call_on_stack
	.section .note.GNU-stack, "", @progbits
