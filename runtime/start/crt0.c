/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The program's side of the boot: the kernel calls unispec_start() once the CPU
 * and the stack are ready. It is always part of an image (crt0.o is named by
 * ld.unispec), and refers to main() and to libc.
 */
#include <unispec/start.h>

int main(int, char **, char **);
int __libc_start_main(int (*)(int, char **, char **), int, char **,
                      void (*)(void), void (*)(void), void (*)(void));

_Noreturn void unispec_start(uintptr_t *sp)
{
    int argc = (int)sp[0];
    char **argv = (char **)(sp + 1);

    /* The thread block lives in this frame, as long as the program does. */
    __unispec_tls_init(__builtin_alloca(__unispec_tls_size()));
    __libc_start_main(main, argc, argv, 0, 0, 0);
    __builtin_unreachable();
}
