/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Connections in TIME_WAIT hold memory for a minute after both sides are done.
 * Where it is short they give it back, the oldest first: half of them whenever
 * TCP's clock ticks or a connection begins (lwip/memp.h), and all where a page
 * of the program's finds none. lwIP itself gives up one where there is no
 * memory for another connection, which is of no use to who needs anything else.
 * Linux has tcp_max_tw_buckets, by the size of RAM.
 *
 * A page is free when the last connection in it has gone.
 */
#include <kernel/mm.h>
#include <lwip/priv/tcp_priv.h>

#include "inet.h"

#define WAITING_MAX 1024
/* Memory is short with fewer free pages: what one connection may send ahead. */
#define SHORT (TCP_SND_BUF >> PAGE_SHIFT)

static bool short_of_memory(void)
{
    struct page_stats stats;

    page_stats(&stats);
    return stats.free < SHORT;
}

/* The newest come first. */
static void keep(unsigned n)
{
    struct tcp_pcb *pcb = tcp_tw_pcbs, *next;

    for (; pcb; pcb = next) {
        next = pcb->next;
        if (n)
            n--;
        else
            tcp_abort(pcb); /* says nothing to the other side */
    }
}

void tcp_spare_memory(void)
{
    unsigned n = 0;

    if (!tcp_tw_pcbs || !short_of_memory())
        return;
    for (const struct tcp_pcb *pcb = tcp_tw_pcbs; pcb; pcb = pcb->next)
        n++;
    keep(n / 2);
}

void tcp_bound_waiting(void)
{
    tcp_spare_memory();
    keep(WAITING_MAX);
}

bool tcp_end_waiting(void)
{
    bool any = tcp_tw_pcbs;

    keep(0);
    return any;
}
