/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A guest for the tests of `unispec run`, without the kernel: PVH entry, 32-bit
 * code, the 16550 and the control port. The first letter of its first argument
 * (after " -- " of the command line) says what it does:
 *   e  echo the input in pipe mode, exit 7    c  print the command line
 *   b  print "ready", then each byte of input in hexadecimal
 *   i  print the initial files' bytes         x  exit 42
 *   f  print 200000 bytes, exit 0             h  print "ready" and hang
 *   s  exit 3, but stay on                    r  reset without a word
 *   l  panic record at crash_rip, reset
 *   p  panic record, exit 139                 q  panic record, reset
 *   k  panic record without a vector          t  trap 7, exit 126
 *   g  garbage on the control port, exit 5
 */
        .section .note.pvh, "a", @note
        .long 4, 4, 18
        .asciz "Xen"
        .long start

        .set COM1, 0x3f8
        .set LSR, COM1 + 5
        .set CONTROL, 0x402

        .text
        .code32
        .globl start
        .type start, @function
start:  movl $stack_end, %esp
        movl %ebx, %ebp                 /* hvm_start_info */
        movl 24(%ebp), %esi             /* cmdline_paddr */
1:      movl (%esi), %eax
        cmpl $0x202d2d20, %eax          /* " -- " */
        je 2f
        incl %esi
        testb %al, %al
        jnz 1b
        jmp mode_reset
2:      movzbl 4(%esi), %eax
        movl $modes, %edi
3:      cmpb $0, (%edi)
        je mode_reset
        cmpb %al, (%edi)
        je 4f
        addl $8, %edi
        jmp 3b
4:      jmp *4(%edi)
        .size start, . - start

        .p2align 2
modes:  .irpc letter, ecixfhsrplqktgb
        .ascii "\letter"
        .skip 3
        .long mode_\letter
        .endr
        .long 0

/* Writes AL to the serial line. */
        .type putc, @function
putc:   pushl %eax
        movl $LSR, %edx
1:      inb %dx, %al
        testb $0x20, %al
        jz 1b
        popl %eax
        movl $COM1, %edx
        outb %al, %dx
        ret
        .size putc, . - putc

/* Reads a byte of the serial line into AL. */
        .type getc, @function
getc:   movl $LSR, %edx
1:      inb %dx, %al
        testb $1, %al
        jz 1b
        movl $COM1, %edx
        inb %dx, %al
        ret
        .size getc, . - getc

/* Writes the string at ESI to the control port. */
        .type control, @function
control:
        movl $CONTROL, %edx
1:      lodsb
        testb %al, %al
        jz 2f
        outb %al, %dx
        jmp 1b
2:      ret
        .size control, . - control

/* Writes "0x" and EBX in hexadecimal to the control port. */
        .type control_hex, @function
control_hex:
        movl $hex_prefix, %esi
        call control
        movl $8, %ecx
1:      roll $4, %ebx
        movl %ebx, %eax
        andl $15, %eax
        movb digits(%eax), %al
        outb %al, %dx
        loop 1b
        ret
        .size control_hex, . - control_hex

/* Writes the control line at ESI, waits for the transmitter, ends QEMU. */
        .type finish, @function
finish: call control
        movl $LSR, %edx
1:      inb %dx, %al
        testb $0x40, %al
        jz 1b
        movl $0x501, %edx
        xorl %eax, %eax
        outb %al, %dx
2:      hlt
        jmp 2b
        .size finish, . - finish

mode_e: call getc
        cmpb $4, %al
        je 2f
        cmpb $0x10, %al                 /* means nothing */
        je mode_e
        cmpb $0x16, %al
        jne 1f
        call getc
1:      call putc
        jmp mode_e
2:      movl $exit7, %esi
        jmp finish

mode_c: movl 24(%ebp), %esi
        call puts
        movb $'\n', %al
        call putc
        movl $exit0, %esi
        jmp finish

mode_i: cmpl $0, 12(%ebp)
        je 2f
        movl 16(%ebp), %edi             /* modlist_paddr */
        movl 0(%edi), %esi
        movl 8(%edi), %ecx
1:      lodsb
        call putc
        loop 1b
2:      movl $exit0, %esi
        jmp finish

mode_x: movl $exit42, %esi
        jmp finish

mode_f: movl $200000, %ecx
1:      movb $'x', %al
        call putc
        loop 1b
        movl $exit0, %esi
        jmp finish

/* Writes the string at ESI to the serial line. */
        .type puts, @function
puts:   lodsb
        testb %al, %al
        jz 1f
        call putc
        jmp puts
1:      ret
        .size puts, . - puts

mode_h: movl $ready, %esi
        call puts
1:      hlt
        jmp 1b

mode_b: movl $ready, %esi
        call puts
1:      call getc
        movzbl %al, %ebx
        movl %ebx, %ecx
        shrl $4, %ecx
        movb digits(%ecx), %al
        call putc
        andl $15, %ebx
        movb digits(%ebx), %al
        call putc
        movb $'.', %al
        call putc
        jmp 1b

mode_s: movl $exit3, %esi
        call control
1:      hlt
        jmp 1b

mode_r:
mode_reset:
        movb $0xfe, %al
        outb %al, $0x64
        lidt zero
        ud2

        .type crash_here, @function
crash_here:
        movl $panic_line, %esi
        call control
        movl $crash_here, %ebx
        call control_hex
        movl $bt_line, %esi
        call control
        movl $after_call, %ebx
        call control_hex
        movl $space, %esi
        call control
        movl $0x10, %ebx                /* in no function */
        call control_hex
        movl $newline, %esi
        call control
        ret
        .size crash_here, . - crash_here

        .type crash_caller, @function
crash_caller:
        call crash_here
after_call:
        ret
        .size crash_caller, . - crash_caller

mode_p: call crash_caller
        movl $exit139, %esi
        jmp finish

mode_q: call crash_caller
        jmp mode_reset

        .weak crash_rip                 /* in crash.c where that is linked */
mode_l: movl $panic_line, %esi
        call control
        movl $crash_rip, %ebx
        call control_hex
        movl $newline, %esi
        call control
        jmp mode_reset

mode_k: movl $bare_panic, %esi
        call control
        jmp mode_reset

mode_t: movl $trap7, %esi
        jmp finish

mode_g: movl $garbage, %esi
        jmp finish

        .section .rodata
digits: .ascii "0123456789abcdef"
hex_prefix:
        .asciz "0x"
newline:
        .asciz "\n"
exit0:  .asciz "exit 0\n"
exit3:  .asciz "exit 3\n"
exit7:  .asciz "exit 7\n"
exit42: .asciz "exit 42\n"
exit139:
        .asciz "exit 139\n"
ready:  .asciz "ready\n"
panic_line:
        .ascii "panic: page fault: writing to address 0x18 (null pointer)\n"
        .asciz "vector e error 2\nrsp 0  rip "
bt_line:
        .ascii "\ncalled from\n "
space:  .asciz " "
bare_panic:
        .asciz "panic: it gave up\n"
trap7:  .asciz "trap id=7\nexit 126\n"
garbage:
        .ascii "exit 300\nexit -1\nexit\nexit 1x\n\nbt 0xzz\n=\n"
        .ascii "panic_not: vector 1\nunknown words here\n"
        .asciz "exit 5\nexit 6\n"
zero:   .skip 8

        .bss
        .skip 4096
stack_end:
