/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Addresses of the interface: by the option `ip` of the command line in the
 * form that Linux has (Documentation/admin-guide/nfs/nfsroot.rst),
 *
 *     ip=ADDRESS:[server]:GATEWAY:NETMASK:[host]:[device]:off:NAMESERVER:...
 *     ip=off    ip=dhcp
 *
 * or by DHCP (RFC 2131); those of IPv6 by router advertisements. DHCP goes on
 * in the background; who first sends to elsewhere waits for it.
 */
#include "configure.h"

#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/panic.h>
#include <kernel/timer.h>
#include <lwip/dhcp.h>
#include <lwip/dns.h>
#include <lwip/etharp.h>
#include <lwip/ip4_frag.h>
#include <lwip/ip6_frag.h>
#include <lwip/nd6.h>
#include <string.h>

#include "device.h"
#include "inet.h"

#define TICK_MS DHCP_FINE_TIMER_MSECS
#define PATIENCE (10 * 1000000000ull) /* ns to wait for an address */

enum { CLIENT, SERVER, GATEWAY, NETMASK, HOST, DEVICE, AUTO, DNS, FIELDS = 10 };

static struct wait_queue configured = {.external = true};
static uint64_t give_up; /* 0: no address is on its way */
static ip_addr_t servers[NAME_SERVERS];

void dns_setserver(u8_t n, const ip_addr_t *address)
{
    if (n < NAME_SERVERS)
        servers[n] = *address;
}

const ip_addr_t *inet_name_server(unsigned n)
{
    return n < NAME_SERVERS && !ip_addr_isany_val(servers[n]) ? &servers[n]
                                                              : NULL;
}

static void changed(struct netif *netif)
{
    if (!ip4_addr_isany_val(*netif_ip4_addr(netif)))
        wait_wake(&configured, WAIT_ALL);
}

/* lwIP's periodic work; each has an interval that is a multiple of TICK_MS. */
static void tick(struct timer *timer)
{
    static unsigned ticks;

    ticks++;
    if (__unispec_reached((const void *)dhcp_start)) {
        dhcp_fine_tmr();
        if (ticks % (DHCP_COARSE_TIMER_MSECS / TICK_MS) == 0)
            dhcp_coarse_tmr();
    }
    if (ticks % (ARP_TMR_INTERVAL / TICK_MS) == 0) {
        etharp_tmr();
        ip_reass_tmr();
        if (INET6) {
            nd6_tmr();
            ip6_reass_tmr();
        }
    }
    inet_settle();
    timer_add(timer, arch_clock_ns() + TICK_MS * 1000000ull);
}

/* The n-th field of the option; false where it is empty or no address. */
static bool field(const char *text, unsigned n, ip4_addr_t *address)
{
    char word[16];
    size_t length;

    while (n-- && (text = strchr(text, ':')))
        text++;
    if (!text)
        return false;
    length = strcspn(text, ":");
    if (length >= sizeof(word))
        return false;
    memcpy(word, text, length);
    word[length] = 0;
    return ip4addr_aton(word, address);
}

static void set_static(const char *text)
{
    ip4_addr_t address, mask, gateway = {0}, server;

    if (!field(text, CLIENT, &address) || !field(text, NETMASK, &mask))
        panic("option ip=%s: needed is ip=ADDRESS::GATEWAY:NETMASK, or dhcp, "
              "or off",
              text);
    field(text, GATEWAY, &gateway);
    netif_set_addr(&net_interface, &address, &mask, &gateway);
    for (unsigned n = 0; n < NAME_SERVERS; n++)
        if (field(text, DNS + n, &server))
            servers[n] = (ip_addr_t)IPADDR4_INIT(server.addr);
}

static void start_dhcp(void)
{
    give_up = wait_deadline(PATIENCE);
    dhcp_start(&net_interface);
}

void inet_configure(void)
{
    static struct timer timer = {.fire = tick};
    const char *option;

    netif_set_status_callback(&net_interface, changed);
    if (INET6) {
        netif_create_ip6_linklocal_address(&net_interface, 1);
        netif_set_ip6_autoconfig_enabled(&net_interface, 1);
    }
    if (!boot_option("ip", &option) || boot_option_is("ip", "dhcp"))
        start_dhcp();
    else if (!boot_option_is("ip", "off"))
        set_static(option);
    timer_add(&timer, arch_clock_ns() + TICK_MS * 1000000ull);
}

bool inet_configuring(void)
{
    return give_up && ip4_addr_isany_val(*netif_ip4_addr(&net_interface));
}

void inet_wait_configured(void)
{
    while (inet_configuring())
        if (wait_on(&configured, give_up, "an address by DHCP"))
            give_up = 0;
}

int inet_wait_address(struct file *f, const ip_addr_t *to)
{
    (void)f;
    if (!IP_IS_V6(to) && inet_external() && !ip_addr_isloopback(to))
        inet_wait_configured();
    return 0;
}
