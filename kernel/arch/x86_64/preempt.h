/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* From an interrupt that met the program to preempt.S. */
#ifndef KERNEL_X86_PREEMPT_H
#define KERNEL_X86_PREEMPT_H

#include <stdint.h>

/* Where the program was; read with interrupts off before anything else. */
struct preempt_frame {
    uint64_t rip, rflags, rsp;
    void (*work)(void); /* preempt_work(): named here, assembly is opaque */
};
extern struct preempt_frame preempt_frame;

/* Bytes of extended state: of XSAVE, or 0 where FXSAVE has to do. */
extern uint32_t preempt_xsave_size;

extern char preempt_entry[];

#endif
