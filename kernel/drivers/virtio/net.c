/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The network device (VIRTIO 1.2, 5.1): what is agreed with it. Frames may be
 * longer than the MTU: sent ones where the device cuts them, received ones in
 * images with TCP, where they may fill several buffers.
 */
#include "net.h"

#include <kernel/arch.h>
#include <kernel/mm.h>
#include <string.h>

#include "../drivers.h"

#define QUEUE_SIZE 128
#define MTU_DEFAULT 1500
#define MTU_MIN 68 /* RFC 791 */

enum { CONFIG_MAC = 0, CONFIG_MTU = 10 };

#define WANTED                                                                 \
    (NET_F_CSUM | NET_F_GUEST_CSUM | NET_F_MTU | NET_F_MAC | NET_F_HOST_TSO4 | \
     NET_F_HOST_TSO6 | NET_F_MRG_RXBUF | VIRTIO_F_EVENT_IDX)

/* What is longer than the MTU (5.1.3.1: needs the checksum). */
#define LARGE (NET_F_GUEST_TSO4 | NET_F_GUEST_TSO6 | NET_F_GUEST_ECN)
#define LARGE_NEEDS (NET_F_MRG_RXBUF | NET_F_GUEST_CSUM)

static bool net_poll(struct netdev *dev)
{
    struct virtio_net *net = net_of(dev);
    bool sent = net_send_poll(net), received = net_receive_poll(net);

    dev->failed = net->device->failed;
    return sent || received;
}

static bool net_ask(struct netdev *dev, bool sent)
{
    struct virtio_net *net = net_of(dev);
    bool nothing;

    if (!net->interrupts || net->device->failed)
        return true;
    net->device->transport->acknowledge(net->device);
    nothing = virtq_ask(&net->receive);
    return (!sent || virtq_ask(&net->send)) && nothing;
}

static const struct netdev_ops net_ops = {
    .send = net_send,
    .poll = net_poll,
    .ask = net_ask,
    .release = net_release,
};

/* A random one, locally administered, where the device has none. */
static void read_mac(struct virtio_net *net)
{
    uint64_t mac = (arch_entropy() & ~1ull) | 2; /* its first byte is lowest */

    if (virtio_has(net->device, NET_F_MAC)) {
        mac = 0;
        for (unsigned i = sizeof(net->netdev.mac); i--;)
            mac = mac << 8 | virtio_config8(net->device, CONFIG_MAC + i);
    }
    memcpy(net->netdev.mac, &mac, sizeof(net->netdev.mac));
}

static unsigned offloads(const struct virtio_device *dev)
{
    unsigned features = 0;

    if (virtio_has(dev, NET_F_CSUM)) {
        features |= NETDEV_TX_CHECKSUM;
        if (virtio_has(dev, NET_F_HOST_TSO4))
            features |= NETDEV_TSO4;
        if (virtio_has(dev, NET_F_HOST_TSO6))
            features |= NETDEV_TSO6;
    }
    if (virtio_has(dev, NET_F_GUEST_CSUM))
        features |= NETDEV_RX_CHECKSUM;
    return features;
}

/* A device without what large frames need is asked again without them. */
static bool agree(struct virtio_device *dev)
{
    if (!NET_TCP)
        return virtio_start(dev, WANTED);
    return virtio_start(dev, WANTED | LARGE) &&
           (!(dev->features & LARGE) ||
            (dev->features & LARGE_NEEDS) == LARGE_NEEDS ||
            virtio_start(dev, WANTED));
}

static bool start(struct virtio_net *net)
{
    struct virtio_device *dev = net->device;

    if (!agree(dev))
        return false;
    net->netdev.mtu = virtio_has(dev, NET_F_MTU)
                          ? virtio_config16(dev, CONFIG_MTU)
                          : MTU_DEFAULT;
    if (net->netdev.mtu < MTU_MIN) {
        virtio_fail(dev, "has an MTU of %u", net->netdev.mtu);
        return false;
    }
    read_mac(net);
    net->netdev.features = offloads(dev);
    net->interrupts = dev->transport->interrupts(dev);
    return virtq_init(&net->receive, dev, NET_RECEIVE_QUEUE, QUEUE_SIZE) &&
           virtq_init(&net->send, dev, NET_SEND_QUEUE, QUEUE_SIZE) &&
           net_send_init(net);
}

struct netdev *virtio_net_open(struct virtio_device *dev)
{
    struct virtio_net *net = kzalloc(sizeof(*net));

    if (!net)
        return NULL;
    net->netdev.ops = &net_ops;
    net->device = dev;
    if (!start(net))
        goto err_free;
    virtio_ready(dev);
    if (net_receive_init(net))
        return &net->netdev;
    virtio_fail(dev, "cannot be used: out of memory");
err_free:
    kfree(net);
    return NULL;
}
