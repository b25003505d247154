/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Which buses the monitors on the platform list have. These functions exist
 * nowhere: the link step makes those a root that the list asks for, so
 * __unispec_reached() of them tells. linker/platforms.def has the table.
 */
#ifndef KERNEL_PLATFORM_H
#define KERNEL_PLATFORM_H

void platform_virtio_mmio(void);
void platform_virtio_acpi(void);
void platform_virtio_pci(void);
void platform_virtio_console(void);
void platform_xen(void);

#pragma weak platform_virtio_mmio
#pragma weak platform_virtio_acpi
#pragma weak platform_virtio_pci
#pragma weak platform_virtio_console
#pragma weak platform_xen

#endif
