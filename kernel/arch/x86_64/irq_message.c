/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Message signalled interrupts (Intel SDM vol. 3, 11.11): fixed, by edge. */
#include "apic.h"
#include "x86.h"

#define MESSAGE_ADDRESS 0xfee00000u
#define ADDRESS_PROCESSOR 12

bool arch_device_message(struct arch_message *message)
{
    if (!irq_start())
        return false;
    message->address = MESSAGE_ADDRESS | apic_id() << ADDRESS_PROCESSOR;
    message->data = IRQ_DEVICE;
    return true;
}
