	.section .rodata, "a", @progbits
	.balign 4
	.globl header
header:
	.long 0x1badb002, 0, -0x1badb002
