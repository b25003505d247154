/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A PVH guest whose instructions are known by construction, to check the
 * counter: 2 + 2 * 1000 + 2 + 8 + 6 to the first byte of output, 3 more to the
 * end. The 8 are REP STOSB over 7 bytes, which TCG executes once for each byte
 * and once to find ECX at 0. Before its output it writes to other ports.
 */
        .section .note.pvh, "a", @note
        .long 4, 4, 18
        .asciz "Xen"
        .long start

        .text
        .code32
        .globl start
start:  movl $1000, %ecx
        cld                             /* 2 */
1:      decl %ecx
        jnz 1b                          /* 2 * 1000 */
        movl $7, %ecx
        movl $buffer, %edi
        rep stosb                       /* 2 + 8 */
        movb $3, %al
        outb %al, $0x80                 /* no output */
        movw $0x3fb, %dx
        outb %al, %dx                   /* the line control register */
        movw $0x3f8, %dx
        outb %al, %dx                   /* 6: the first byte */
        outb %al, %dx
        movw $0x501, %dx
        outb %al, %dx
2:      hlt
        jmp 2b
        .bss
buffer: .skip 16
