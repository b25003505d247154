/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What stands in the place of a removed function whose address is still in a
 * slot: UD1 r32, m32 (Intel SDM vol. 2, "UD"), without a prefix, with an id as
 * displacement of 8 or 32 bits (linker/trap_table.c). To run it means that the
 * analysis was wrong.
 */
#include "trap.h"

#define INVALID_OPCODE 6
#define UD1 0xb90f
#define MODRM_DISP8 0x40
#define MODRM_MOD 0xc0

void trap_name_removed(struct arch_regs *regs)
{
    const unsigned char *code = (const unsigned char *)regs->rip;

    if (regs->vector != INVALID_OPCODE || *(const uint16_t *)code != UD1)
        return;
    regs->vector = TRAP_REMOVED;
    regs->error = (code[2] & MODRM_MOD) == MODRM_DISP8
                      ? code[3]
                      : *(const uint32_t *)(code + 3);
}
