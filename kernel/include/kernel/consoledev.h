/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Consoles that are devices. One is used where the command line has Linux'
 * option console=hvc0, or where the machine has no console of its own.
 *
 * Requires a driver of the class console in drivers.def, and virtio-console on
 * the platform list. Used by the machine's console (kernel/arch.h).
 */
#ifndef KERNEL_CONSOLEDEV_H
#define KERNEL_CONSOLEDEV_H

#include <stdbool.h>
#include <stddef.h>

struct consoledev {
    /* Returns when the host has the bytes; false where the device failed. */
    bool (*write)(struct consoledev *, const void *data, size_t size);
    /* A byte or ARCH_CONSOLE_*. */
    int (*getc)(struct consoledev *);
};

/*
 * False where no device is the console, or it failed: the machine's own is
 * next. `other`: it has one.
 */
bool consoledev_write(bool other, const void *data, size_t size);
bool consoledev_getc(bool other, int *c);

#endif
