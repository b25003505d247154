/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The interface: lwIP over the first network device. Received frames are
 * copied, and their memory is given back at once; sending is in device_send.c.
 */
#include "device.h"

#include <kernel/netdev.h>
#include <lwip/etharp.h>
#include <lwip/ethip6.h>
#include <lwip/tcp.h>
#include <lwip/udp.h>
#include <netif/ethernet.h>
#include <string.h>

#include "configure.h"
#include "inet.h"

#define EARLY 16u

#define CHECKS (NETIF_CHECKSUM_CHECK_UDP | NETIF_CHECKSUM_CHECK_TCP)

enum { TYPE = 12, PROTOCOL = SIZEOF_ETH_HDR + 9 };

#pragma weak tcp_new_ip_type
#pragma weak udp_new
#define TCP __unispec_reached((const void *)tcp_new_ip_type)
#define UDP __unispec_reached((const void *)udp_new)

struct netif net_interface;
static struct netdev *device;

/*
 * What comes for the program before the interface has an address that is on its
 * way. A client that knows the address, as one behind a monitor's port
 * does, would wait for seconds until it tries again.
 */
static struct early {
    struct pbuf *p;
    unsigned flags;
} early[EARLY];
static unsigned early_count;

/*
 * What lwIP does by itself. The device completes checksums where it can; those
 * of datagrams that are cut are made before that (inet_ip4_frag()).
 */
static void set_checksums(unsigned checks)
{
    unsigned all = NETIF_CHECKSUM_ENABLE_ALL & ~CHECKS;

    if (device->features & NETDEV_TX_CHECKSUM) {
        if (TCP)
            all &= ~NETIF_CHECKSUM_GEN_TCP;
        if (UDP)
            all &= ~NETIF_CHECKSUM_GEN_UDP;
    }
    NETIF_SET_CHECKSUM_CTRL(&net_interface, all | checks);
}

static size_t size_of(const struct netdev_buffer *frame)
{
    size_t size = 0;

    for (; frame; frame = frame->next)
        size += frame->size;
    return size;
}

/* What is long is of pieces that fill a page of the heap each. */
static struct pbuf *new_packet(size_t size)
{
    enum { PIECE = 4000 };
    struct pbuf *first = NULL, *p;

    if (!TCP) /* nothing that is put together comes */
        return pbuf_alloc(PBUF_RAW, size, PBUF_RAM);
    do {
        p = pbuf_alloc(PBUF_RAW, size < PIECE ? size : PIECE, PBUF_RAM);
        if (p && first)
            pbuf_cat(first, p);
        else if (p)
            first = p;
        else if (first)
            pbuf_free(first);
        if (!p)
            return NULL;
        size -= p->len;
    } while (size);
    return first;
}

static void fill(struct pbuf *p, const struct netdev_buffer *frame)
{
    size_t at = 0, done, n;

    for (; frame; frame = frame->next)
        for (done = 0; done < frame->size; done += n) {
            if (TCP && at == p->len) {
                p = p->next;
                at = 0;
            }
            n = frame->size - done;
            if (TCP && n > p->len - at)
                n = p->len - at;
            memcpy((char *)p->payload + at, frame->data + done, n);
            at += n;
        }
}

/* With zeros up to the least that Ethernet has (IEEE 802.3; 64 less the check
 * sum), as a wire would bring it: lwIP reads a header before it looks at
 * lengths. */
static struct pbuf *copy(const struct netdev_buffer *frame)
{
    enum { LEAST = 60 };
    size_t size = size_of(frame);
    struct pbuf *p = new_packet(size < LEAST ? LEAST : size);

    if (!p)
        return NULL;
    if (size < LEAST)
        memset(p->payload, 0, LEAST);
    fill(p, frame);
    return p;
}

static void take_in(struct pbuf *p, unsigned flags)
{
    set_checksums(flags & NETDEV_CHECKED ? 0 : CHECKS);
    if (ethernet_input(p, &net_interface) != ERR_OK)
        pbuf_free(p);
    set_checksums(0); /* what we send to our own address has none */
}

/* A segment of TCP that somebody sent to us: to this card. */
static bool is_segment(const struct pbuf *p)
{
    const unsigned char *frame = p->payload;

    return TCP && p->len > PROTOCOL && frame[TYPE] == ETHTYPE_IP >> 8 &&
           frame[TYPE + 1] == (ETHTYPE_IP & 0xff) &&
           frame[PROTOCOL] == IP_PROTO_TCP && !(frame[0] & 1);
}

static void receive(struct netdev *dev, struct netdev_buffer *frame,
                    unsigned flags)
{
    struct pbuf *p = copy(frame);

    netdev_release(dev, frame);
    if (!p)
        return;
    if (early_count == EARLY || !inet_configuring() || !is_segment(p))
        take_in(p, flags);
    else
        early[early_count++] = (struct early){p, flags};
}

/* Not within receive(): lwIP takes in one packet at a time. */
static void take_in_early(void)
{
    if (!early_count || inet_configuring())
        return;
    for (unsigned i = 0; i < early_count; i++)
        take_in(early[i].p, early[i].flags);
    early_count = 0;
}

static err_t start(struct netif *netif)
{
    netif->name[0] = 'e';
    netif->name[1] = 't';
    netif->output = etharp_output;
    if (INET6)
        netif->output_ip6 = ethip6_output;
    netif->linkoutput = inet_device_output;
    netif->mtu = device->mtu;
    netif->hwaddr_len = ETH_HWADDR_LEN;
    memcpy(netif->hwaddr, device->mac, ETH_HWADDR_LEN);
    set_checksums(0);
    netif->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP |
                   NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP;
    return ERR_OK;
}

void inet_device_start(void)
{
    device = netdev_get(0);
    if (!device)
        return;
    inet_device_send_to(device);
    device->receive = receive;
    device->sent = inet_device_sent;
    netif_add(&net_interface, NULL, NULL, NULL, NULL, start, ethernet_input);
    netif_set_default(&net_interface);
    netif_set_up(&net_interface);
    inet_configure();
}

void inet_device_poll(void)
{
    if (!device)
        return;
    inet_device_gather();
    netdev_poll(device);
    take_in_early();
    inet_device_flush();
}

/* That a packet went out is news where others wait for its place. */
bool inet_device_ask(void)
{
    return !device || netdev_ask(device, inet_device_waits());
}

bool inet_external(void)
{
    return device;
}
