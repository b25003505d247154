/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the parts of the network driver share (VIRTIO 1.2, 5.1): net.c sets the
 * device up, net_receive.c and net_send.c have a queue each.
 */
#ifndef KERNEL_VIRTIO_NET_H
#define KERNEL_VIRTIO_NET_H

#include <kernel/netdev.h>
#include <unispec/attributes.h>

#include "virtio.h"

enum { NET_RECEIVE_QUEUE, NET_SEND_QUEUE };

/* Features (5.1.3). */
#define NET_F_CSUM (1ull << 0)
#define NET_F_GUEST_CSUM (1ull << 1)
#define NET_F_MTU (1ull << 3)
#define NET_F_MAC (1ull << 5)
#define NET_F_GUEST_TSO4 (1ull << 7)
#define NET_F_GUEST_TSO6 (1ull << 8)
#define NET_F_GUEST_ECN (1ull << 9)
#define NET_F_HOST_TSO4 (1ull << 11)
#define NET_F_HOST_TSO6 (1ull << 12)
#define NET_F_MRG_RXBUF (1ull << 15)

/* struct virtio_net_hdr (5.1.6), before each frame. */
struct net_header {
    uint8_t flags, gso_type;
    uint16_t header_size, gso_size;
    uint16_t checksum_start, checksum_offset;
    uint16_t buffers; /* that a received frame fills */
};
_Static_assert(sizeof(struct net_header) == 12, "VIRTIO 1.2, 5.1.6");

enum {
    NET_NEEDS_CHECKSUM = 1, /* flags */
    NET_DATA_VALID = 2,
    NET_GSO_NONE = 0, /* gso_type */
    NET_GSO_TCPV4 = 1,
    NET_GSO_TCPV6 = 4,
    NET_GSO_ECN = 0x80, /* a flag */
};

struct virtio_net {
    struct netdev netdev; /* first */
    struct virtio_device *device;
    struct virtq receive, send;
    struct netdev_buffer **posted; /* in the receive queue, by chain */
    struct netdev_buffer *spare;   /* given back by the stack */
    struct net_header *headers;    /* of sent packets, by descriptor */
    void **tokens;                 /* of sent packets, by chain */
    size_t room;                   /* of each in the receive queue */
    unsigned held;                 /* buffers that the stack has */
    unsigned wanted;               /* buffers in the receive queue */
    bool interrupts;
};

/* Asking whether it is reached must not extract it. */
struct tcp_pcb *tcp_new_ip_type(uint8_t type);
#pragma weak tcp_new_ip_type
#define NET_TCP __unispec_reached((const void *)tcp_new_ip_type)

/* The device may put segments together, up to the longest packet of IP. */
static inline bool net_is_large(const struct virtio_device *dev)
{
    return NET_TCP && dev->features & (NET_F_GUEST_TSO4 | NET_F_GUEST_TSO6);
}

static inline struct virtio_net *net_of(struct netdev *dev)
{
    return (struct virtio_net *)dev;
}

/* Fills the queue, as far as there is memory; false where not even one. */
bool net_receive_init(struct virtio_net *net);
bool net_receive_poll(struct virtio_net *net);
void net_release(struct netdev *dev, struct netdev_buffer *frame);

bool net_send_init(struct virtio_net *net);
bool net_send_poll(struct virtio_net *net);
int net_send(struct netdev *dev, const struct netdev_packet *packet);

#endif
