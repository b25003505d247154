/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the parts of the virtio drivers share (VIRTIO 1.2). Three layers:
 *
 *     rng.c blk.c net*.c console.c ninep.c   a device type
 *     virtio.c virtq.c                       devices, negotiation; the ring
 *     mmio.c pci.c                           a transport: registers only
 *
 * Everything that a device says is checked before it is used. A device that
 * breaks the rules is reported by virtio_fail(), reset and not used again.
 */
#ifndef KERNEL_VIRTIO_H
#define KERNEL_VIRTIO_H

#include <kernel/piece.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Device types (5). */
enum {
    VIRTIO_NET = 1,
    VIRTIO_BLOCK = 2,
    VIRTIO_CONSOLE = 3,
    VIRTIO_ENTROPY = 4,
    VIRTIO_9P = 9,
};

/* Features of every type (6). */
#define VIRTIO_F_EVENT_IDX (1ull << 29)
#define VIRTIO_F_VERSION_1 (1ull << 32)

struct virtio_device;
struct virtq;

#define VIRTIO_WHERE 24 /* bytes of a text that says where a device is */

/* The registers of a device. Widths of configuration fields are in bytes. */
struct virtio_transport {
    uint8_t (*status)(struct virtio_device *);
    void (*set_status)(struct virtio_device *, uint8_t status);
    uint64_t (*features)(struct virtio_device *);
    void (*set_features)(struct virtio_device *, uint64_t features);
    uint32_t (*config)(struct virtio_device *, unsigned offset, unsigned width);
    uint32_t (*generation)(struct virtio_device *);
    /* Selects a queue and returns its largest size, 0: there is none. */
    unsigned (*queue_size)(struct virtio_device *, unsigned index);
    /* Makes it known to the device; false where that cannot be. */
    bool (*queue_enable)(struct virtio_device *, struct virtq *);
    void (*notify)(struct virtio_device *, struct virtq *);
    /* Has the queues that are enabled from now on interrupt; false where that
     * cannot be. */
    bool (*interrupts)(struct virtio_device *);
    /* Takes back an interrupt that came, or may have. */
    void (*acknowledge)(struct virtio_device *);
    void (*where)(struct virtio_device *, char text[VIRTIO_WHERE]);
};

struct virtio_device {
    const struct virtio_transport *transport;
    struct virtio_device *next; /* in the order in which they were found */
    unsigned type;
    uint64_t features; /* agreed on */
    void *instance;    /* what the driver made of it; see ../drivers.def */
    bool failed;
};

/* The n-th device of a type, not yet started, or NULL. */
struct virtio_device *virtio_find(unsigned type, unsigned n);

/* What a transport found; called while it looks for devices. */
void virtio_add(struct virtio_device *dev);
/* Where the transports look. */
void virtio_mmio_scan(void);
void virtio_acpi_scan(void);
void virtio_pci_scan(void);

/*
 * Resets the device and agrees on what it offers of the wanted features. False
 * where that fails, which has been reported. Queues come next, then
 * virtio_ready(), and then the device may be used.
 */
bool virtio_start(struct virtio_device *dev, uint64_t wanted);
void virtio_ready(struct virtio_device *dev);

static inline bool virtio_has(const struct virtio_device *dev, uint64_t feature)
{
    return dev->features & feature;
}

/* Reports what the device did wrong, and resets it: it is not used again. */
void virtio_fail(struct virtio_device *dev, const char *format, ...)
    __attribute__((format(printf, 2, 3), cold));

/* Fields of the device's configuration. */
uint64_t virtio_config64(struct virtio_device *dev, unsigned offset);

static inline uint32_t virtio_config32(struct virtio_device *dev,
                                       unsigned offset)
{
    return dev->transport->config(dev, offset, 4);
}

static inline uint16_t virtio_config16(struct virtio_device *dev,
                                       unsigned offset)
{
    return (uint16_t)dev->transport->config(dev, offset, 2);
}

static inline uint8_t virtio_config8(struct virtio_device *dev, unsigned offset)
{
    return (uint8_t)dev->transport->config(dev, offset, 1);
}

/*
 * A split virtqueue (2.7). What we need to know of what is under way is in
 * slots, which the device does not see. A chain has the number of its first
 * descriptor, less than the queue's size, until it is taken back; what a
 * driver knows of a chain it keeps in a table of its own under that number.
 * (Pointers of several drivers in one table would be one set for the analysis
 * of the link step.)
 */
struct virtq_descriptor {
    uint64_t address;
    uint32_t size;
    uint16_t flags, next;
};

struct virtq_slot {
    uint32_t room;    /* bytes that the device may write, of a chain's head */
    uint16_t next;    /* of the free list, and of a chain */
    uint16_t pending; /* descriptors of the chain that begins here */
};

struct virtq {
    struct virtio_device *device;
    struct virtq_descriptor *descriptors;
    uint16_t *available, *used; /* flags, index, entries, event */
    struct virtq_slot *slots;
    void *doorbell; /* the transport's */
    uint16_t index, size;
    uint16_t free_head, free_count;
    uint16_t added, kicked, taken; /* count chains */
};

#define VIRTQ_SIZE_MAX 256

/* Sets the queue up, between virtio_start() and virtio_ready(). */
bool virtq_init(struct virtq *q, struct virtio_device *dev, unsigned index,
                unsigned wanted_size);

/*
 * Gives the device a chain of pieces, first those that it reads, then those
 * that it writes. Its number; -EAGAIN where the queue has no room now, -EIO
 * where the device failed. virtq_kick() tells the device.
 */
int virtq_add(struct virtq *q, const struct piece *out, unsigned out_count,
              const struct piece *in, unsigned in_count);
void virtq_kick(struct virtq *q);

/*
 * Asks the device to interrupt when it is done with a further chain; false where
 * it is already. After transport->interrupts() and ->acknowledge().
 */
bool virtq_ask(struct virtq *q);

/* A chain that the device is done with, and how many bytes it wrote; or -1. */
int virtq_take(struct virtq *q, uint32_t *written);

/*
 * A queue of requests of which a thread waits for the answer. It adds, kicks
 * and waits: 0 or -EIO.
 */
struct request_queue {
    struct virtq queue;
    struct virtq_request **waiting; /* under the numbers of their chains */
};

bool request_queue_init(struct request_queue *q, struct virtio_device *dev,
                        unsigned index, unsigned wanted_size);
int request_queue_do(struct request_queue *q, const struct piece *out,
                     unsigned out_count, const struct piece *in,
                     unsigned in_count, uint32_t *written);

/* What a device sees at this address. */
uint64_t virtio_address(const void *memory);

#endif
