/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Random bytes of a device, for processors that have no generator of their
 * own. Requires a driver of the class entropy in drivers.def.
 */
#ifndef KERNEL_ENTROPY_H
#define KERNEL_ENTROPY_H

#include <stdbool.h>
#include <stddef.h>

/* The most bytes of one request. */
#define ENTROPY_MAX 256

struct entropy_source {
    /* Fills the buffer; false where the device did not do that. */
    bool (*read)(struct entropy_source *, void *buffer, size_t size);
};

/* Fills the buffer; false where there is no such device or it failed. */
bool entropy_read(void *buffer, size_t size);

#endif
