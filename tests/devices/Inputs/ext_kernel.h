/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the disk file system needs of the kernel, in a program of the host. */
#include <kernel/arch.h>
#include <stdio.h>
#include <string.h>

#include <fs/ext.h>

#include "host_kernel.h"

static uint64_t clock_ns; /* moved by the test */

uint64_t arch_clock_ns(void)
{
    return clock_ns;
}

uint64_t arch_wall_ns(void)
{
    return 1700000000000000000ull;
}

void timer_add(struct timer *timer, uint64_t when)
{
    (void)timer, (void)when; /* the next call sees the time */
}

void timer_remove(struct timer *timer)
{
    (void)timer;
}

const char *mount_why;

void arch_console_write(const void *text, size_t size)
{
    fwrite(text, 1, size, stderr);
}

void page_stats(struct page_stats *stats)
{
    stats->total = 2048; /* few, so that blocks leave the cache */
}

const char *boot_after(const char *text, const char *prefix)
{
    size_t length = strlen(prefix);

    return strncmp(text, prefix, length) ? NULL : text + length;
}
