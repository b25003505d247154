/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Puts Linux in the place of libkernel.a: every sys_NAME() of syscalls.def
 * executes the system call of that number. With it libc.a and crt0.o make an
 * ordinary static program, so that runtime/ is tested without kernel/.
 * sys_clone is left out where the test has it as never reached.
 */
#include <unispec/attributes.h>
#include <unispec/format.h>
#include <unispec/start.h>
#include <unispec/syscalls.h>

enum { ARCH_PRCTL = 158, ARCH_SET_FS = 0x1002 };

static long enter(long n, long a, long b, long c, long d, long e, long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8),
                       "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

#define PADDED_0 0, 0, 0, 0, 0, 0
#define PADDED_1 a, 0, 0, 0, 0, 0
#define PADDED_2 a, b, 0, 0, 0, 0
#define PADDED_3 a, b, c, 0, 0, 0
#define PADDED_4 a, b, c, d, 0, 0
#define PADDED_5 a, b, c, d, e, 0
#define PADDED_6 a, b, c, d, e, f

#define SYSCALL(number, name, arity, status)                                   \
    long sys_##name(UNISPEC_PARAMETERS_##arity)                                \
    {                                                                          \
        return enter(number, PADDED_##arity);                                  \
    }
#include <unispec/syscalls.def>

long __unispec_syscall(long n, long a, long b, long c, long d, long e, long f)
{
    return enter(n, a, b, c, d, e, f);
}

void arch_set_thread_pointer(void *tp)
{
    enter(ARCH_PRCTL, ARCH_SET_FS, (long)tp, 0, 0, 0, 0);
}

/* What the link step would fold, for a program without threads. */
int(__unispec_reached)(const void *function)
{
    return 0;
}

/* Weak: a test may look at what libc tells the link step of its formats. */
__attribute__((weak)) int(__unispec_format)(const void *format, int value,
                                            int kind)
{
    return value;
}

/* Leaves dirt on the stack: nothing may rely on fresh pages. */
__asm__(".globl _start\n"
        "_start:\n"
        "    mov %rsp, %rdx\n"
        "    and $-16, %rsp\n"
        "    mov %rsp, %rdi\n"
        "    mov $32768, %ecx\n"
        "1:  sub $8, %rdi\n"
        "    movq $-1, (%rdi)\n"
        "    dec %ecx\n"
        "    jnz 1b\n"
        "    mov %rdx, %rdi\n"
        "    call unispec.os.unispec_start\n");
