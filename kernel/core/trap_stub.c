/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where code goes that the link step has removed: its callers were proved
 * never to run, so to arrive here means that the proof was wrong. A guard
 * build makes each removed body `__unispec_trap(id)`; the audit names the id.
 * In such a build what runs below has traps of its own: the first one counts.
 */
#include <kernel/arch.h>
#include <kernel/panic.h>

#define STATUS_TRAP 126

__attribute__((cold, noinline)) _Noreturn void __unispec_trap(unsigned id);

_Noreturn void __unispec_trap(unsigned id)
{
    static unsigned depth;
    char line[64];
    size_t n;

    if (++depth == 2)
        arch_exit(STATUS_TRAP);
    while (depth > 2)
        ; /* not even that: unispec run has the id and stops us */
    n = kformat(line, sizeof(line), "trap id=%u\n", id);
    arch_control_write(line, n);
    n = kformat(line, sizeof(line), "\npanic: removed code %u was called\n",
                id);
    arch_console_write(line, n);
    arch_exit(STATUS_TRAP);
}
