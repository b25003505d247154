/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What is on the PCI buses: functions, capabilities, base address registers
 * (PCI Local Bus 3.0, chapter 6; bridges: PCI-to-PCI Bridge 1.2, 3.2.5). Bus
 * numbers and addresses are those that the firmware or the monitor gave.
 *
 * The configuration space is the device's: walks through it are bounded.
 */
#include <kernel/pci.h>

enum {
    ID = 0x00,
    COMMAND = 0x04,
    STATUS = 0x06,
    HEADER_TYPE = 0x0e,
    BARS = 0x10,
    SECONDARY_BUS = 0x19,
    CAPABILITIES = 0x34,
};

#define NO_DEVICE 0xffffffffu
#define COMMAND_MEMORY 2
#define COMMAND_MASTER 4
#define COMMAND_NO_INTX 0x400
#define STATUS_CAPABILITIES 0x10
#define HEADER_BRIDGE 1
#define HEADER_FUNCTIONS 0x80 /* more than one */
#define BAR_COUNT 6
#define BAR_IO 1
#define BAR_TYPE 6
#define BAR_64 4
#define FUNCTIONS_PER_BUS 256

static void walk_bus(unsigned bus, void (*visit)(pci_address));

/* A bus behind a bridge has a greater number: so the walk ends. */
static void visit_function(pci_address at, uint8_t header,
                           void (*visit)(pci_address))
{
    unsigned behind;

    if ((header & ~HEADER_FUNCTIONS) != HEADER_BRIDGE) {
        visit(at);
        return;
    }
    behind = pci_read8(at, SECONDARY_BUS);
    if (behind > at >> 8u)
        walk_bus(behind, visit);
}

static void walk_bus(unsigned bus, void (*visit)(pci_address))
{
    for (unsigned i = 0; i < FUNCTIONS_PER_BUS; i++) {
        pci_address at = (pci_address)(bus << 8 | i);
        uint8_t header;

        if (arch_pci_read(at, ID) == NO_DEVICE) {
            if (i % 8 == 0)
                i += 7; /* there is always a function 0 */
            continue;
        }
        header = pci_read8(at, HEADER_TYPE);
        visit_function(at, header, visit);
        if (i % 8 == 0 && !(header & HEADER_FUNCTIONS))
            i += 7;
    }
}

void pci_walk(void (*visit)(pci_address at))
{
    walk_bus(0, visit);
}

unsigned pci_capability(pci_address at, uint8_t id, unsigned after)
{
    unsigned where = after ? after + 1 : CAPABILITIES;

    if (!(pci_read16(at, STATUS) & STATUS_CAPABILITIES))
        return 0;
    for (unsigned i = 0; i < PCI_CAPABILITIES_MAX; i++) {
        unsigned found = pci_read8(at, where) & ~3u;

        if (!found || pci_read8(at, found) == id)
            return found;
        where = found + 1;
    }
    return 0;
}

uint64_t pci_bar(pci_address at, unsigned bar)
{
    uint32_t low, high = 0;

    if (bar >= BAR_COUNT)
        return 0;
    low = arch_pci_read(at, BARS + 4 * bar);
    if (low & BAR_IO)
        return 0;
    if ((low & BAR_TYPE) == BAR_64) {
        if (bar + 1 >= BAR_COUNT)
            return 0;
        high = arch_pci_read(at, BARS + 4 * (bar + 1));
    }
    return (uint64_t)high << 32 | (low & ~15u);
}

/* The upper half of the register is status: writing zeros changes nothing. */
void pci_enable(pci_address at)
{
    uint16_t command = pci_read16(at, COMMAND);

    arch_pci_write(at, COMMAND,
                   command | COMMAND_MEMORY | COMMAND_MASTER | COMMAND_NO_INTX);
}
