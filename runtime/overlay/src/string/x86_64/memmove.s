/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * memmove. musl's goes on in its memcpy where the destination is not inside of
 * the source; a program with a memcpy of its own would then have two of them.
 */
.global memmove
.type memmove,@function
memmove:
	mov %rdi,%rax
	mov %rdx,%rcx
	mov %rdi,%r8
	sub %rsi,%r8
	cmp %rdx,%r8
	jb 1f
	shr $3,%rcx
	rep movsq
	mov %edx,%ecx
	and $7,%ecx
	rep movsb
	ret
1:	lea -1(%rdi,%rdx),%rdi
	lea -1(%rsi,%rdx),%rsi
	std
	rep movsb
	cld
	ret
