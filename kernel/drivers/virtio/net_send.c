/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The send queue of a network device (VIRTIO 1.2, 5.1.6.2). A packet is one
 * chain: its header, of ours, and the stack's pieces as they are.
 */
#include <errno.h>
#include <kernel/mm.h>

#include "net.h"

bool net_send_init(struct virtio_net *net)
{
    net->headers = kmalloc(net->send.size * sizeof(*net->headers));
    net->tokens = kmalloc(net->send.size * sizeof(*net->tokens));
    return net->headers && net->tokens;
}

static bool valid(const struct virtio_net *net,
                  const struct netdev_packet *packet)
{
    unsigned needed = 0;

    if (packet->checksum_start)
        needed = NETDEV_TX_CHECKSUM;
    if (packet->segment_size)
        needed |= (packet->ipv6 ? NETDEV_TSO6 : NETDEV_TSO4);
    return packet->count && packet->count <= NETDEV_PIECES &&
           packet->count < net->send.size &&
           !(needed & ~net->netdev.features) &&
           (packet->checksum_start || !packet->segment_size);
}

static struct net_header header_of(const struct netdev_packet *packet)
{
    struct net_header header = {.gso_type = NET_GSO_NONE};

    if (packet->checksum_start) {
        header.flags = NET_NEEDS_CHECKSUM;
        header.checksum_start = packet->checksum_start;
        header.checksum_offset = packet->checksum_offset;
    }
    if (packet->segment_size) {
        header.gso_type = packet->ipv6 ? NET_GSO_TCPV6 : NET_GSO_TCPV4;
        header.gso_size = packet->segment_size;
        header.header_size = packet->headers;
    }
    return header;
}

int net_send(struct netdev *dev, const struct netdev_packet *packet)
{
    struct virtio_net *net = net_of(dev);
    struct piece pieces[NETDEV_PIECES + 1];
    struct net_header *header = &net->headers[net->send.free_head];
    int id;

    if (!valid(net, packet))
        return -EINVAL;
    if (packet->count >= net->send.free_count)
        return net->device->failed ? -EIO : -EAGAIN;
    *header = header_of(packet); /* the next chain's */
    pieces[0] = (struct piece){header, sizeof(*header)};
    for (unsigned i = 0; i < packet->count; i++)
        pieces[i + 1] = packet->pieces[i];
    id = virtq_add(&net->send, pieces, packet->count + 1, NULL, 0);
    if (id < 0)
        return id;
    net->tokens[id] = packet->token;
    virtq_kick(&net->send);
    return 0;
}

bool net_send_poll(struct virtio_net *net)
{
    uint32_t written;
    bool any = false;
    int id;

    while ((id = virtq_take(&net->send, &written)) >= 0) {
        net->netdev.sent(&net->netdev, net->tokens[id]);
        any = true;
    }
    return any;
}
