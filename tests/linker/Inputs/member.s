	.globl native_member
	.type native_member, @function
native_member:
	jmp from_member
	.size native_member, . - native_member
	.section .note.GNU-stack, "", @progbits
