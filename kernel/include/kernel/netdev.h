/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Network devices: Ethernet frames between a driver and a network stack.
 *
 * The stack asks for a device with netdev_get(), sets ->receive, ->sent and
 * ->context, and then calls netdev_poll(), from which alone it is called back.
 * Nothing is copied: a packet that is sent stays the device's until ->sent
 * gives its token back, and a received frame stays the stack's until
 * netdev_release() gives its buffers back.
 *
 * Requires a driver of the class net in drivers.def whose bus is on the
 * platform list. Used by kernel/net/.
 */
#ifndef KERNEL_NETDEV_H
#define KERNEL_NETDEV_H

#include <kernel/piece.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NETDEV_ETHERNET_HEADER 14

/* What the device does for the stack: netdev->features. */
enum {
    NETDEV_TX_CHECKSUM = 1, /* completes TCP and UDP checksums when sending */
    NETDEV_RX_CHECKSUM = 2, /* some received frames are NETDEV_CHECKED */
    NETDEV_TSO4 = 4,        /* cuts TCP over IPv4 into segments */
    NETDEV_TSO6 = 8,        /* cuts TCP over IPv6 into segments */
};

/* The most pieces of one packet to send. */
#define NETDEV_PIECES 18

/*
 * A frame to send, with its Ethernet header. The pieces array itself is only
 * read during the call; the bytes must stay until ->sent(token).
 */
struct netdev_packet {
    const struct piece *pieces;
    unsigned count;
    void *token;
    /*
     * NETDEV_TX_CHECKSUM: where checksum_start is not 0, the checksum of the
     * bytes from there on is stored at checksum_start + checksum_offset, where
     * the sum of the pseudo header stands, not complemented.
     */
    uint16_t checksum_start, checksum_offset;
    /*
     * NETDEV_TSO*: where segment_size is not 0, the most payload of a segment;
     * headers is the size of all headers up to the payload. Needs the checksum.
     */
    uint16_t segment_size, headers;
    bool ipv6;
};

/* How a received frame was checked. */
enum {
    NETDEV_CHECKED = 1, /* TCP and UDP checksums hold or need none */
};

/* Room for the stack's own bookkeeping of a received buffer. */
#define NETDEV_OWNER_WORDS 8

/*
 * A piece of a received frame; the first one has the Ethernet header. In images
 * with TCP a frame may be several segments put together, up to 65,535 bytes.
 */
struct netdev_buffer {
    struct netdev_buffer *next; /* of the same frame, or NULL */
    unsigned char *data;
    size_t size;
    uint64_t owner[NETDEV_OWNER_WORDS]; /* the stack's while it has it */
};

struct netdev;

struct netdev_ops {
    int (*send)(struct netdev *, const struct netdev_packet *);
    bool (*poll)(struct netdev *);
    bool (*ask)(struct netdev *, bool sent);
    void (*release)(struct netdev *, struct netdev_buffer *);
};

struct netdev {
    const struct netdev_ops *ops;
    unsigned char mac[6];
    uint16_t mtu;      /* largest packet without the Ethernet header */
    unsigned features; /* NETDEV_* */
    bool failed;       /* broke the rules: takes and gives nothing any more */

    /* The stack's. Both may call netdev_send() and netdev_release(). */
    void *context;
    void (*receive)(struct netdev *, struct netdev_buffer *frame,
                    unsigned flags);
    void (*sent)(struct netdev *, void *token);
};

/* The n-th network device of the machine, ready for use, or NULL. */
struct netdev *netdev_get(unsigned n);

/*
 * 0, and the device has the packet; -EAGAIN where its queue is full (again
 * after ->sent), -EINVAL for what it cannot send, -EIO where it failed.
 */
static inline int netdev_send(struct netdev *dev,
                              const struct netdev_packet *packet)
{
    return dev->ops->send(dev, packet);
}

/* Handles what the device has done since; true where that was something. */
static inline bool netdev_poll(struct netdev *dev)
{
    return dev->ops->poll(dev);
}

/*
 * Asks for an interrupt when there is something received, or also when a packet
 * was sent; false where that is so already. A device without interrupts
 * gives none.
 */
static inline bool netdev_ask(struct netdev *dev, bool sent)
{
    return dev->ops->ask(dev, sent);
}

/* Gives the buffers of a received frame back, all that are linked by next. */
static inline void netdev_release(struct netdev *dev,
                                  struct netdev_buffer *frame)
{
    dev->ops->release(dev, frame);
}

#endif
