/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Lines of the I/O APIC (Intel 82093AA). It is where every PC has it: the
 * monitors that put devices on lines may have no ACPI to say so. Lines are taken by
 * their edge, whatever the device thinks: an interrupt only notes that there is
 * work, so a line that stayed up would interrupt without end. A device has
 * its line down before it is asked to interrupt again.
 */
#include "apic.h"
#include "x86.h"

#define IOAPIC_ADDRESS 0xfec00000u
#define IOAPIC_SIZE 0x20
#define SELECT 0x00 /* offsets in memory */
#define WINDOW 0x10
#define VERSION 0x01 /* registers behind them */
#define ENTRIES 0x10
#define ABSENT 0xffffffffu
#define DESTINATION 24

static volatile char *registers;

static volatile uint32_t *window(uint32_t reg)
{
    *(volatile uint32_t *)(registers + SELECT) = reg;
    return (volatile uint32_t *)(registers + WINDOW);
}

static bool start(void)
{
    if (!registers && irq_start())
        registers = arch_map_device(IOAPIC_ADDRESS, IOAPIC_SIZE);
    return registers;
}

bool arch_device_line(unsigned line)
{
    uint32_t version;

    if (!start())
        return false;
    version = *window(VERSION);
    if (version == ABSENT || !version || line > (version >> 16 & 0xff))
        return false;
    *window(ENTRIES + 2 * line + 1) = (uint32_t)apic_id() << DESTINATION;
    *window(ENTRIES + 2 * line) = IRQ_DEVICE;
    return true;
}
