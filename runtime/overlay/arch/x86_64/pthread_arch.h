/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The thread pointer, read through the compiler's %fs address space instead of
 * inline assembly. The word at %fs:0 points to itself (x86-64 psABI, TLS).
 */
static inline uintptr_t __get_tp(void)
{
    return *(volatile uintptr_t __attribute__((address_space(257))) *)0;
}

#define MC_PC gregs[REG_RIP]
