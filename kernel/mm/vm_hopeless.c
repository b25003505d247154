/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pages come when they are touched, too late to say no. So what can never
 * succeed is refused at once, and a program that asks for too much sees
 * malloc() fail instead of its own end.
 */
#include "vm.h"

#define SURELY_FINE (1ul << 20) /* asking would cost more than it tells */

bool vm_hopeless(size_t size)
{
    struct page_stats stats;

    if (size <= SURELY_FINE)
        return false;
    page_stats(&stats);
    return size >> PAGE_SHIFT > stats.total;
}
