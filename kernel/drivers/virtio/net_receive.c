/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The receive queue of a network device (VIRTIO 1.2, 5.1.6.3 and 5.1.6.4). The
 * device writes the header and the frame to the memory of a buffer. A frame
 * may fill several (mergeable) buffers; only the first has the header.
 *
 * The queue is filled up again after each round of frames, with buffers that
 * the stack gave back or with fresh ones, up to a limit on how many the stack
 * may hold: a stack that keeps data does not dry the queue up. It has few buffers
 * at first, and twice as many each time a round took more than half of them.
 */
#include <kernel/mm.h>

#include "net.h"

#define ROOM_MIN 2032 /* two to a page */
/* So that the packet behind the Ethernet header is aligned to 4 bytes. */
#define DATA_OFFSET 2
#define VLAN_TAG 4
#define HELD_MAX 1024
#define WANTED_MIN 16u
/* Of a frame of segments put together; as the stack counts it, in 16 bits. */
#define LARGE_MAX UINT16_MAX

/*
 * The memory is apart from what the stack and we write of a buffer, which so
 * stays known to the analysis of the link step.
 */
struct net_buffer {
    struct netdev_buffer buffer; /* first */
    unsigned char *memory;
};

static unsigned char *data_of(struct netdev_buffer *buffer)
{
    return ((struct net_buffer *)buffer)->memory + DATA_OFFSET;
}

static struct netdev_buffer *new_buffer(struct virtio_net *net)
{
    struct net_buffer *fresh = kmalloc(sizeof(*fresh));

    if (!fresh)
        return NULL;
    fresh->memory = kmalloc(net->room + DATA_OFFSET);
    if (fresh->memory)
        return &fresh->buffer;
    kfree(fresh);
    return NULL;
}

static struct netdev_buffer *take_spare(struct virtio_net *net)
{
    struct netdev_buffer *buffer = net->spare;

    if (!buffer)
        return net->held < HELD_MAX ? new_buffer(net) : NULL;
    net->spare = buffer->next;
    return buffer;
}

static void put_spare(struct virtio_net *net, struct netdev_buffer *buffer)
{
    buffer->next = net->spare;
    net->spare = buffer;
}

static unsigned in_queue(const struct virtio_net *net)
{
    return net->receive.size - net->receive.free_count;
}

static void want(struct virtio_net *net, size_t buffers)
{
    net->wanted = buffers < net->receive.size ? buffers : net->receive.size;
}

static void fill(struct virtio_net *net)
{
    struct netdev_buffer *buffer;
    int id;

    while (in_queue(net) < net->wanted && (buffer = take_spare(net))) {
        struct piece piece = {data_of(buffer), net->room};

        id = virtq_add(&net->receive, NULL, 0, &piece, 1);
        if (id < 0) {
            put_spare(net, buffer);
            break;
        }
        net->posted[id] = buffer;
    }
    virtq_kick(&net->receive);
}

/* The longest frame that is taken. */
static size_t longest(const struct virtio_net *net)
{
    size_t frame = NETDEV_ETHERNET_HEADER + VLAN_TAG + net->netdev.mtu;

    return net_is_large(net->device) && frame < LARGE_MAX ? LARGE_MAX : frame;
}

/*
 * There are buffers for two of the longest frames, or large ones: the device
 * waits until one fits, and we would not know that it does.
 */
bool net_receive_init(struct virtio_net *net)
{
    size_t frame = sizeof(struct net_header) + longest(net);

    net->room = ROOM_MIN - DATA_OFFSET;
    if (!virtio_has(net->device, NET_F_MRG_RXBUF) && frame > net->room)
        net->room = frame;
    want(net, WANTED_MIN + 2 * (frame / net->room));
    net->posted = kmalloc(net->receive.size * sizeof(*net->posted));
    if (net->posted)
        fill(net);
    return net->receive.added;
}

void net_release(struct netdev *dev, struct netdev_buffer *frame)
{
    struct virtio_net *net = net_of(dev);

    while (frame) {
        struct netdev_buffer *next = frame->next;

        net->held--;
        put_spare(net, frame);
        frame = next;
    }
}

static struct netdev_buffer *take_buffer(struct virtio_net *net)
{
    struct netdev_buffer *buffer;
    uint32_t written;
    int id = virtq_take(&net->receive, &written);

    if (id < 0)
        return NULL;
    buffer = net->posted[id];
    buffer->next = NULL;
    buffer->data = data_of(buffer);
    buffer->size = written;
    return buffer;
}

/* The further buffers of a frame: the device returned them all at once. */
static bool take_rest(struct virtio_net *net, struct netdev_buffer *first,
                      unsigned count)
{
    while (--count) {
        first->next = take_buffer(net);
        if (!first->next)
            return false;
        first = first->next;
    }
    return true;
}

static void drop(struct virtio_net *net, struct netdev_buffer *frame)
{
    while (frame) {
        struct netdev_buffer *next = frame->next;

        put_spare(net, frame);
        frame = next;
    }
}

static bool agreed_type(const struct virtio_device *dev, unsigned type)
{
    if (!net_is_large(dev))
        return type == NET_GSO_NONE;
    if (virtio_has(dev, NET_F_GUEST_ECN))
        type &= ~NET_GSO_ECN;
    return type == NET_GSO_NONE ||
           (type == NET_GSO_TCPV4 && virtio_has(dev, NET_F_GUEST_TSO4)) ||
           (type == NET_GSO_TCPV6 && virtio_has(dev, NET_F_GUEST_TSO6));
}

/* Completes the frame that begins in this buffer, and checks its header. */
static bool take_frame(struct virtio_net *net, struct netdev_buffer *first,
                       struct net_header *header)
{
    unsigned count = 1;

    if (first->size < sizeof(*header) + NETDEV_ETHERNET_HEADER) {
        virtio_fail(net->device, "gives a frame of %zu bytes", first->size);
        return false;
    }
    *header = *(const struct net_header *)first->data;
    first->data += sizeof(*header);
    first->size -= sizeof(*header);
    if (virtio_has(net->device, NET_F_MRG_RXBUF))
        count = header->buffers;
    if (!count || count > net->receive.size || !take_rest(net, first, count)) {
        virtio_fail(net->device, "gives a frame of %u buffers", count);
        return false;
    }
    if (agreed_type(net->device, header->gso_type))
        return true;
    virtio_fail(net->device, "gives a frame of type %u", header->gso_type);
    return false;
}

/* A frame that is too long for the network was sent by a confused host. */
static bool too_long(const struct virtio_net *net,
                     const struct netdev_buffer *frame)
{
    size_t size = 0;

    for (; frame; frame = frame->next)
        size += frame->size;
    return size > longest(net);
}

static void deliver(struct virtio_net *net, struct netdev_buffer *frame,
                    const struct net_header *header)
{
    unsigned flags = header->flags & (NET_NEEDS_CHECKSUM | NET_DATA_VALID)
                         ? NETDEV_CHECKED
                         : 0;

    for (struct netdev_buffer *b = frame; b; b = b->next)
        net->held++;
    net->netdev.receive(&net->netdev, frame, flags);
}

/* Not more than the queue holds: a flood does not keep the caller here. */
bool net_receive_poll(struct virtio_net *net)
{
    struct netdev_buffer *first;
    struct net_header header;
    bool any = false;

    for (unsigned i = 0; i < net->receive.size; i++) {
        first = take_buffer(net);
        if (!first)
            break;
        if (!take_frame(net, first, &header)) {
            drop(net, first);
            break;
        }
        if (too_long(net, first))
            drop(net, first);
        else
            deliver(net, first, &header);
        any = true;
    }
    if (in_queue(net) < net->wanted / 2)
        want(net, 2 * net->wanted);
    if (any || net->spare)
        fill(net);
    return any;
}
