/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The end by the kernel's own decision: an invariant of ours is broken. */
#include <kernel/arch.h>
#include <kernel/panic.h>

_Noreturn void panic(const char *format, ...)
{
    char text[256];
    va_list args;

    va_start(args, format);
    kvformat(text, sizeof(text), format, args);
    va_end(args);
    arch_panic(text);
}
