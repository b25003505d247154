/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The stack comes up with the first socket; taking in what is there. */
#include <kernel/arch.h>
#include <kernel/panic.h>
#include <lwip/netif.h>
#include <lwip/priv/tcp_priv.h>
#include <lwip/sys.h>
#include <lwip/udp.h>

#include "device.h"
#include "inet.h"

/* Asking whether these are reached must not extract them. */
#pragma weak tcp_new_ip_type
#pragma weak tcp_init
#pragma weak udp_new
#pragma weak udp_init

_Noreturn void lwip_assert_failed(void)
{
    panic("lwIP: an invariant is broken");
}

u32_t sys_now(void)
{
    return arch_clock_ns() / 1000000;
}

void inet_start(void)
{
    static bool started;

    if (started)
        return;
    started = true;
    netif_init();
    if (__unispec_reached((const void *)tcp_new_ip_type))
        tcp_init();
    if (__unispec_reached((const void *)udp_new))
        udp_init();
    inet_device_start();
}

void inet_settle(void)
{
    netif_poll_all();
}

void inet_poll(void)
{
    inet_device_poll();
    inet_settle();
}

bool inet_ask(void)
{
    return inet_device_ask();
}

void inet_socket_init(struct socket *s, int domain, int type, int protocol)
{
    inet_start();
    socket_init(s, domain, type, protocol);
    s->wait.external = inet_external();
}
