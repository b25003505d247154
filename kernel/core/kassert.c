/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* KASSERT's other end: without formatting, so that it costs little. */
#include <kernel/arch.h>
#include <kernel/panic.h>

_Noreturn void kassert_failed(const char *text)
{
    arch_panic(text);
}
