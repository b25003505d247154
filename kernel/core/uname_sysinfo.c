/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sysinfo: uptime and memory of the machine. */
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <stddef.h>
#include <string.h>
#include <sys/sysinfo.h>

#define SYSINFO_BYTES 112 /* musl's struct is longer */

_Static_assert(offsetof(struct sysinfo, mem_unit) == 104, "Linux ABI");

SYSCALL1(sysinfo, struct sysinfo *, result)
{
    struct page_stats pages;

    page_stats(&pages);
    memset(result, 0, SYSINFO_BYTES);
    result->uptime = (arch_clock_ns() + NS_PER_SEC - 1) / NS_PER_SEC;
    result->totalram = pages.total * PAGE_SIZE;
    result->freeram = pages.free * PAGE_SIZE;
    result->procs = 1;
    result->mem_unit = 1;
    return 0;
}
