/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The most memory there ever was in use at once, for getrusage. */
#include <kernel/mm.h>

#include "page.h"

extern const char __ehdr_start[], _end[];

size_t page_peak(void)
{
    return page_count_peak() + PAGE_ALIGN(_end - __ehdr_start) / PAGE_SIZE;
}
