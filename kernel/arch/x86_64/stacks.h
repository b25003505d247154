/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The stacks that entry.S maps; a header of numbers, for assembly too. */
#ifndef KERNEL_X86_STACKS_H
#define KERNEL_X86_STACKS_H

#define MAIN_STACK_TOP 0x7fffff0000
#define FAULT_STACK_TOP 0x7fffff5000
#define OTHER_STACK_TOP 0x7fffff9000

#endif
