/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The registers of a ucontext, as Linux lays them out for x86-64. The state of
 * x87 and SSE is where preempt.S saved it: a handler that changes it through
 * the pointer changes what the program goes on with. What XSAVE adds to it is
 * restored, but not told: the software bytes of the FXSAVE area are zero. The
 * handler starts with the environment that a program starts with.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>
#include <ucontext.h>

#include "trap.h"

uintptr_t trap_signal_address;

_Static_assert(sizeof(mcontext_t) == 256, "Linux ABI");
_Static_assert(offsetof(mcontext_t, fpregs) == 184, "Linux ABI");

/* Flags that a program may change: Intel SDM vol. 1, 3.4.3, AC to CF. */
#define FLAGS_OF_PROGRAM 0x40dd5ull
#define FXSAVE_SOFTWARE 464 /* its first byte that the CPU does not use */
#define FXSAVE_SIZE 512

/* Positions in gregs are those of REG_R8 and so on; this is their order. */
#define EACH_REGISTER(x)                                                       \
    x(REG_R8, r8) x(REG_R9, r9) x(REG_R10, r10) x(REG_R11, r11)                \
        x(REG_R12, r12) x(REG_R13, r13) x(REG_R14, r14) x(REG_R15, r15)        \
            x(REG_RDI, rdi) x(REG_RSI, rsi) x(REG_RBP, rbp) x(REG_RBX, rbx)    \
                x(REG_RDX, rdx) x(REG_RAX, rax) x(REG_RCX, rcx)                \
                    x(REG_RSP, rsp) x(REG_RIP, rip)

void arch_context_save(void *ucontext, const struct arch_regs *regs,
                       void *extended)
{
    static const uint32_t mxcsr = 0x1f80;
    mcontext_t *m = &((ucontext_t *)ucontext)->uc_mcontext;

#define SAVE(index, name) m->gregs[index] = (greg_t)regs->name;
    EACH_REGISTER(SAVE)
#undef SAVE
    m->gregs[REG_EFL] = (greg_t)regs->rflags;
    m->gregs[REG_TRAPNO] = (greg_t)regs->vector;
    m->gregs[REG_ERR] = (greg_t)regs->error;
    m->gregs[REG_CR2] = (greg_t)trap_signal_address;
    m->fpregs = extended;
    memset((char *)extended + FXSAVE_SOFTWARE, 0,
           FXSAVE_SIZE - FXSAVE_SOFTWARE);
    __asm__ volatile("fninit; ldmxcsr %0" : : "m"(mxcsr));
}

void arch_context_restore(const void *ucontext, struct arch_regs *regs)
{
    const mcontext_t *m = &((const ucontext_t *)ucontext)->uc_mcontext;
    uint64_t flags = (uint64_t)m->gregs[REG_EFL];

#define RESTORE(index, name) regs->name = (uint64_t)m->gregs[index];
    EACH_REGISTER(RESTORE)
#undef RESTORE
    regs->rflags ^= (regs->rflags ^ flags) & FLAGS_OF_PROGRAM;
}

long arch_regs_result(const struct arch_regs *regs)
{
    return (long)regs->rax;
}

void arch_regs_set_result(struct arch_regs *regs, long result)
{
    regs->rax = (uint64_t)result;
}
