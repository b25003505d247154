/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * TCP's clock: it runs while there are connections.
 *
 * The end of the program closes its connections. What it has sent and nobody
 * has acknowledged yet goes out before the machine ends, if the other side
 * takes it in time: on Linux the kernel lives on and sees to that.
 */
#include <kernel/arch.h>
#include <kernel/timer.h>
#include <kernel/work.h>
#include <lwip/priv/tcp_priv.h>

#include "inet.h"

#define INTERVAL (TCP_TMR_INTERVAL * 1000000ull)
#define PATIENCE 3000000000ull /* ns, at the end */
#define LAST_TICK 500000ull

void tcp_finish(void);
err_t inet_tcp_probe(struct tcp_pcb *pcb);

unsigned net_tcp_pcbs;

/* A connection that is made meanwhile, by what is sent again to this machine,
 * has started the clock already. */
static void tick(struct timer *timer)
{
    (void)timer;
    tcp_tmr();
    tcp_bound_waiting();
    inet_settle();
    if (tcp_active_pcbs || tcp_tw_pcbs)
        tcp_timer_needed();
}

void tcp_timer_needed(void)
{
    static struct timer timer = {.fire = tick};

    if (!timer.pending)
        timer_add(&timer, arch_clock_ns() + INTERVAL);
}

/*
 * Asks a receiver whose window is shut whether it still is, by a segment that
 * was acknowledged before, as Linux does. lwIP's own probe sends the next byte
 * and then acknowledges from behind it, which such a receiver must not take: if
 * our window was shut too, neither learned that the other's has opened.
 */
err_t inet_tcp_probe(struct tcp_pcb *pcb)
{
    if (pcb->persist_probe < UINT8_MAX)
        pcb->persist_probe++;
    return tcp_keepalive(pcb);
}

static void close_all(void)
{
    struct tcp_pcb *pcb = tcp_active_pcbs, *next;

    for (; pcb; pcb = next) {
        next = pcb->next;
        tcp_arg(pcb, NULL);
        if (pcb->state == ESTABLISHED || pcb->state == CLOSE_WAIT)
            tcp_shutdown(pcb, 0, 1);
    }
}

static bool unfinished(void)
{
    for (const struct tcp_pcb *pcb = tcp_active_pcbs; pcb; pcb = pcb->next)
        if (pcb->state != SYN_SENT && (pcb->unsent || pcb->unacked))
            return true;
    return false;
}

void tcp_finish(void)
{
    uint64_t deadline = arch_clock_ns() + PATIENCE;

    if (!inet_external())
        return;
    close_all();
    while (unfinished() && arch_clock_ns() < deadline) {
        arch_wait_until(arch_clock_ns() + LAST_TICK);
        work_run();
    }
}
