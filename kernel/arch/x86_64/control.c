/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The control channel: QEMU's isa-debugcon. What happened goes there in a
 * form for programs; where there is no such device nobody listens.
 */
#include "x86.h"

#define CONTROL_PORT 0x402

void arch_control_write(const void *data, size_t size)
{
    const unsigned char *p = data, *end = p + size;

    while (p < end)
        io_out8(CONTROL_PORT, *p++);
}
