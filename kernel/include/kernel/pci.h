/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * PCI configuration space and the walk over the buses (PCI Local Bus 3.0,
 * chapter 6). Defined by the machine: access; by
 * drivers/pci.c and pci_messages.c: the rest.
 */
#ifndef KERNEL_PCI_H
#define KERNEL_PCI_H

#include <stdbool.h>
#include <stdint.h>

/* Bus, device and function in the bits 15-8, 7-3 and 2-0. */
typedef uint16_t pci_address;

/* The aligned 32 bits at offset; all ones where nothing is. */
uint32_t arch_pci_read(pci_address at, unsigned offset);
void arch_pci_write(pci_address at, unsigned offset, uint32_t value);

static inline uint16_t pci_read16(pci_address at, unsigned offset)
{
    return (uint16_t)(arch_pci_read(at, offset & ~3u) >> offset % 4 * 8);
}

static inline uint8_t pci_read8(pci_address at, unsigned offset)
{
    return (uint8_t)(arch_pci_read(at, offset & ~3u) >> offset % 4 * 8);
}

/* As many as fit into the space; the device may link them in a circle. */
#define PCI_CAPABILITIES_MAX 48

/* Calls visit for each function that is there, bridges excepted. */
void pci_walk(void (*visit)(pci_address at));

/* The next capability with this id after `after` (0: the first), or 0. */
unsigned pci_capability(pci_address at, uint8_t id, unsigned after);

/* Where the memory of a base address register lies; 0 where it is none. */
uint64_t pci_bar(pci_address at, unsigned bar);

/* Lets the device answer accesses to its memory, and access ours. */
void pci_enable(pci_address at);

/*
 * Has the device interrupt by messages (MSI-X) of which it knows one, with the
 * number PCI_MESSAGE; false where it, or the machine, has none.
 */
#define PCI_MESSAGE 0
bool pci_messages_start(pci_address at);

#endif
