/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * PCI configuration by ports (PCI Local Bus 3.0, 3.2.2.3.2, mechanism #1),
 * which QEMU's pc and q35 and Cloud Hypervisor have. Where it is absent all
 * reads give ones.
 */
#include <kernel/pci.h>

#include "x86.h"

#define CONFIG_ADDRESS 0xcf8
#define CONFIG_DATA 0xcfc
#define CONFIG_ENABLE 0x80000000u

static void select_register(pci_address at, unsigned offset)
{
    io_out32(CONFIG_ADDRESS, CONFIG_ENABLE | (uint32_t)at << 8 | offset);
}

uint32_t arch_pci_read(pci_address at, unsigned offset)
{
    select_register(at, offset);
    return io_in32(CONFIG_DATA);
}

void arch_pci_write(pci_address at, unsigned offset, uint32_t value)
{
    select_register(at, offset);
    io_out32(CONFIG_DATA, value);
}
