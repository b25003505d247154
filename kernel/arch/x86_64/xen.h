/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a guest of Xen asks of it. For images with xen on their platform list. */
#ifndef KERNEL_XEN_H
#define KERNEL_XEN_H

#include <stdbool.h>
#include <stddef.h>

/* False where there is no Xen, or it does not let us: the 16550 is next. */
bool xen_console_write(const void *data, size_t size);
/* *c: a byte or ARCH_CONSOLE_EMPTY. */
bool xen_console_getc(int *c);
/*
 * The memory map, into as many entries of Linux's e820 form as there is room
 * for; how many came, 0 where there is no Xen.
 */
unsigned xen_memory_map(void *entries, unsigned room);
/* Ends the domain; returns where there is no Xen. */
void xen_shutdown(void);

#endif
