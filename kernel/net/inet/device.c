/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The interface: lwIP over the first network device. Frames that are sent stay
 * lwIP's buffers, which it does not touch while somebody else holds them, and
 * wait in a queue of ours while the device's is full. Received ones are copied,
 * and their memory is given back at once.
 */
#include "device.h"

#include <kernel/netdev.h>
#include <kernel/panic.h>
#include <lwip/etharp.h>
#include <lwip/ethip6.h>
#include <lwip/inet_chksum.h>
#include <lwip/prot/tcp.h>
#include <lwip/tcp.h>
#include <netif/ethernet.h>
#include <string.h>

#include "configure.h"
#include "inet.h"

#define WAITING 1024u /* frames; a power of two */
#define EARLY 16u

#define CHECKS (NETIF_CHECKSUM_CHECK_UDP | NETIF_CHECKSUM_CHECK_TCP)

enum { TYPE = 12, PROTOCOL = SIZEOF_ETH_HDR + 9 };

#pragma weak tcp_new_ip_type
#define TCP __unispec_reached((const void *)tcp_new_ip_type)

struct netif net_interface;
static struct netdev *device;
static struct pbuf *waiting[WAITING];
static unsigned waiting_first, waiting_end;

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
 * What lwIP does by itself. The device completes TCP's checksums where it can;
 * those of datagrams stay lwIP's, which cuts long ones after it has summed them up.
 */
static void set_checksums(unsigned checks)
{
    unsigned all = NETIF_CHECKSUM_ENABLE_ALL & ~CHECKS;

    if (TCP && device->features & NETDEV_TX_CHECKSUM)
        all &= ~NETIF_CHECKSUM_GEN_TCP;
    NETIF_SET_CHECKSUM_CTRL(&net_interface, all | checks);
}

static uint16_t be16(const unsigned char *at)
{
    return at[0] << 8 | at[1];
}

/* Of words in the order of the network, which a sum may add as they are. */
static uint16_t sum(const unsigned char *at, size_t size)
{
    return ~inet_chksum(at, size);
}

/*
 * Leaves the checksum of a frame of TCP to the device (VIRTIO 1.2, 5.1.6.2).
 * lwIP puts all headers into the first buffer, and cuts no segment.
 */
static void leave_checksum(struct pbuf *frame, struct netdev_packet *packet)
{
    unsigned char *ip = (unsigned char *)frame->payload + SIZEOF_ETH_HDR;
    unsigned type = be16(ip - 2), start, addresses;
    uint32_t pseudo;
    uint16_t folded;

    if (type == ETHTYPE_IP && ip[9] == IP_PROTO_TCP) {
        start = (ip[0] & 15) * 4;
        addresses = 12;
    } else if (INET6 && type == ETHTYPE_IPV6 && ip[6] == IP_PROTO_TCP) {
        start = IP6_HLEN;
        addresses = 8;
    } else {
        return;
    }
    KASSERT(frame->len >= SIZEOF_ETH_HDR + start + TCP_HLEN);
    /* Of the addresses, which stand side by side in both, length and protocol. */
    pseudo = sum(ip + addresses, type == ETHTYPE_IP ? 8 : 32) +
             lwip_htons(frame->tot_len - SIZEOF_ETH_HDR - start) +
             lwip_htons(IP_PROTO_TCP);
    pseudo = (pseudo & 0xffff) + (pseudo >> 16);
    folded = pseudo + (pseudo >> 16);
    memcpy(ip + start + 16, &folded, sizeof(folded));
    packet->checksum_start = SIZEOF_ETH_HDR + start;
    packet->checksum_offset = 16;
}

/* Hands a frame to the device, with a reference of its own: 0 or -errno. */
static int send_frame(struct pbuf *frame)
{
    struct piece pieces[NETDEV_PIECES];
    struct netdev_packet packet = {.pieces = pieces, .token = frame};
    int error;

    for (struct pbuf *p = frame; p; p = p->next) {
        if (packet.count == NETDEV_PIECES)
            return -EINVAL;
        pieces[packet.count++] = (struct piece){p->payload, p->len};
    }
    if (TCP && device->features & NETDEV_TX_CHECKSUM)
        leave_checksum(frame, &packet);
    pbuf_ref(frame);
    error = netdev_send(device, &packet);
    if (error)
        pbuf_free(frame);
    return error;
}

static void send_waiting(void)
{
    while (waiting_first != waiting_end) {
        struct pbuf *frame = waiting[waiting_first % WAITING];

        if (send_frame(frame) == -EAGAIN)
            return;
        waiting_first++;
        pbuf_free(frame);
    }
}

static err_t output(struct netif *netif, struct pbuf *frame)
{
    int error = -EAGAIN;

    if (waiting_first == waiting_end)
        error = send_frame(frame);
    if (error == 0)
        return ERR_OK;
    if (error != -EAGAIN || waiting_end - waiting_first == WAITING)
        return ERR_IF; /* lost, as in a network */
    pbuf_ref(frame);
    waiting[waiting_end++ % WAITING] = frame;
    return ERR_OK;
}

static void sent(struct netdev *dev, void *token)
{
    pbuf_free(token);
}

static size_t size_of(const struct netdev_buffer *frame)
{
    size_t size = 0;

    for (; frame; frame = frame->next)
        size += frame->size;
    return size;
}

static struct pbuf *copy(const struct netdev_buffer *frame)
{
    struct pbuf *p = pbuf_alloc(PBUF_RAW, size_of(frame), PBUF_RAM);
    char *to;

    if (!p)
        return NULL;
    to = p->payload;
    for (; frame; frame = frame->next) {
        memcpy(to, frame->data, frame->size);
        to += frame->size;
    }
    return p;
}

static void take_in(struct pbuf *p, unsigned flags)
{
    set_checksums(flags & NETDEV_CHECKED ? 0 : CHECKS);
    if (ethernet_input(p, &net_interface) != ERR_OK)
        pbuf_free(p);
    if (TCP)
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
    netif->linkoutput = output;
    netif->mtu = device->mtu;
    netif->hwaddr_len = ETH_HWADDR_LEN;
    memcpy(netif->hwaddr, device->mac, ETH_HWADDR_LEN);
    if (TCP)
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
    device->receive = receive;
    device->sent = sent;
    netif_add(&net_interface, NULL, NULL, NULL, NULL, start, ethernet_input);
    netif_set_default(&net_interface);
    netif_set_up(&net_interface);
    inet_configure();
}

void inet_device_poll(void)
{
    if (!device)
        return;
    netdev_poll(device);
    take_in_early();
    send_waiting();
}

/* That a packet went out is news where others wait for its place. */
bool inet_device_ask(void)
{
    return !device || netdev_ask(device, waiting_first != waiting_end);
}

bool inet_external(void)
{
    return device;
}
