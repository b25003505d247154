/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* From what the monitor says to a look at the registers. */
#ifndef KERNEL_VIRTIO_MMIO_H
#define KERNEL_VIRTIO_MMIO_H

#include <stdint.h>

#define VIRTIO_MMIO_MIN 0x100 /* the configuration comes behind it */

/* line: of its interrupt, at an interrupt controller. */
void virtio_mmio_probe(uint64_t address, uint64_t size, unsigned line);

#endif
