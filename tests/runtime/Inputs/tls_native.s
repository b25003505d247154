# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# int count_native(void): a thread-local number, then one more.
	.text
	.globl count_native
	.type count_native, @function
count_native:
	movl %fs:count@tpoff, %eax
	incl %fs:count@tpoff
	ret
	.size count_native, . - count_native

	.section .tdata, "awT", @progbits
	.balign 4
	.type count, @object
count:
	.long 5
	.size count, 4
	.section .note.GNU-stack, "", @progbits
