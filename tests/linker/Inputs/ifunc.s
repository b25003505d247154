	.text
	.globl caller
	.type caller, @function
caller:
	call chosen
	ret
	.globl chosen
	.type chosen, @gnu_indirect_function
chosen:
	lea one(%rip), %rax
	ret
one:
	ret
