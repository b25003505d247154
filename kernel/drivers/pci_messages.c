/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * MSI-X (PCI Local Bus 3.0, 6.8.2): a table in the device's memory says which
 * message it writes. The first entry is used; all others stay masked, as they
 * are after a reset.
 */
#include <kernel/arch.h>
#include <kernel/pci.h>

#define CAPABILITY_ID 0x11
#define TABLE 4 /* offset in the capability: base address register and place */
#define TABLE_BAR 7u
#define CONTROL_ENABLE (1u << 31) /* of the capability's first 32 bits */
#define CONTROL_MASK_ALL (1u << 30)

struct entry {
    uint32_t address_low, address_high, data, masked;
};

static volatile struct entry *first_entry(pci_address at, unsigned capability)
{
    uint32_t table = arch_pci_read(at, capability + TABLE);
    uint64_t bar = pci_bar(at, table & TABLE_BAR);

    if (!bar)
        return NULL;
    return arch_map_device(bar + (table & ~TABLE_BAR), sizeof(struct entry));
}

bool pci_messages_start(pci_address at)
{
    unsigned capability = pci_capability(at, CAPABILITY_ID, 0);
    volatile struct entry *entry;
    struct arch_message message;
    uint32_t control;

    if (!capability || !arch_device_message(&message))
        return false;
    entry = first_entry(at, capability);
    if (!entry)
        return false;
    entry->address_low = (uint32_t)message.address;
    entry->address_high = (uint32_t)(message.address >> 32);
    entry->data = message.data;
    entry->masked = 0;
    control = arch_pci_read(at, capability);
    arch_pci_write(at, capability,
                   (control & ~CONTROL_MASK_ALL) | CONTROL_ENABLE);
    return true;
}
