/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* From an interrupt or a fault that met the program to preempt.S. */
#ifndef KERNEL_X86_PREEMPT_H
#define KERNEL_X86_PREEMPT_H

#include <stdint.h>

struct arch_regs;

/* Where the program was; read with interrupts off before anything else. */
struct preempt_frame {
    uint64_t rip, rflags, rsp;
    /* Named here, as assembly is opaque: preempt_work(), or of signals. */
    void (*work)(struct arch_regs *regs, void *extended);
};
extern struct preempt_frame preempt_frame;

/* Bytes of extended state: of XSAVE, or 0 where FXSAVE has to do. */
extern uint32_t preempt_xsave_size;

extern char preempt_entry[], preempt_entry_end[];

#define RED_ZONE 128 /* x86-64 psABI 3.2.2 */
#define RFLAGS_IF 0x200
#define RFLAGS_TF 0x100

#endif
