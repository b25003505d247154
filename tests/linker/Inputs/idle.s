	.globl native_idle
	.type native_idle, @function
native_idle:
	jmp from_idle_member
	.size native_idle, . - native_idle
	.section .note.GNU-stack, "", @progbits
