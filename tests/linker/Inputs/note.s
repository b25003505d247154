	.section .note.other, "a", @note
	.balign 4
	.globl other_note
other_note:
	.long 4, 4, 1
	.asciz "Foo"
	.long 0
