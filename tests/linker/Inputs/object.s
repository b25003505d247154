	.globl native_entry
	.type native_entry, @function
native_entry:
	sub $8, %rsp
	call from_object
	call native_member
	add $8, %rsp
	ret
	.size native_entry, . - native_entry
	.section .note.GNU-stack, "", @progbits
