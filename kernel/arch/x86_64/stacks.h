/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What entry.S and trap.c share: stacks and the tables of exceptions; a header
 * of numbers, for assembly too. */
#ifndef KERNEL_X86_STACKS_H
#define KERNEL_X86_STACKS_H

#define MAIN_STACK_TOP 0x7fffff0000
#define FAULT_STACK_TOP 0x7fffff5000
#define OTHER_STACK_TOP 0x7fffff9000
#define TRAP_TSS 0x7fffff8f90 /* in that stack's page, which begins below it */

#define TRAP_COUNT 20 /* exceptions that can come */

#endif
