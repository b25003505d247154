/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * virtio over memory-mapped registers (VIRTIO 1.2, 4.2). Where the devices are
 * stands on the command line, as the monitors write it for Linux
 * (Documentation/admin-guide/kernel-parameters.txt):
 *
 *     virtio_mmio.device=<size>[K|M]@<address>:<interrupt>[:<id>]
 *
 * mmio_cmdline.c reads it. A transport without a device has the type 0.
 */
#include "virtio.h"

#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <kernel/work.h>

#include "../report.h"
#include "mmio.h"

/* Asking whether it is reached must not extract it. */
#pragma weak inet_start

/* Offsets of the registers (4.2.2). */
enum {
    MAGIC = 0x000,
    VERSION = 0x004,
    DEVICE_ID = 0x008,
    DEVICE_FEATURES = 0x010,
    DEVICE_FEATURES_SELECT = 0x014,
    DRIVER_FEATURES = 0x020,
    DRIVER_FEATURES_SELECT = 0x024,
    QUEUE_SELECT = 0x030,
    QUEUE_SIZE_MAX = 0x034,
    QUEUE_SIZE = 0x038,
    QUEUE_READY = 0x044,
    QUEUE_NOTIFY = 0x050,
    INTERRUPT_ACK = 0x064,
    STATUS = 0x070,
    QUEUE_DESCRIPTORS = 0x080,
    QUEUE_AVAILABLE = 0x090,
    QUEUE_USED = 0x0a0,
    CONFIG_GENERATION = 0x0fc,
    CONFIG = 0x100,
};

#define MAGIC_VALUE 0x74726976u /* "virt" */
#define VERSION_VALUE 2
#define INTERRUPTS_ALL 3 /* of a queue, of the configuration */

struct mmio_device {
    struct virtio_device device; /* first */
    uint64_t address;
    unsigned line;
    volatile char *registers;
};

static volatile uint32_t *at(struct virtio_device *dev, unsigned offset)
{
    return (volatile uint32_t *)(((struct mmio_device *)dev)->registers +
                                 offset);
}

static uint8_t status(struct virtio_device *dev)
{
    return (uint8_t)*at(dev, STATUS);
}

static void set_status(struct virtio_device *dev, uint8_t value)
{
    *at(dev, STATUS) = value;
}

static uint64_t features(struct virtio_device *dev)
{
    uint64_t value;

    *at(dev, DEVICE_FEATURES_SELECT) = 1;
    value = (uint64_t)*at(dev, DEVICE_FEATURES) << 32;
    *at(dev, DEVICE_FEATURES_SELECT) = 0;
    return value | *at(dev, DEVICE_FEATURES);
}

static void set_features(struct virtio_device *dev, uint64_t value)
{
    *at(dev, DRIVER_FEATURES_SELECT) = 1;
    *at(dev, DRIVER_FEATURES) = (uint32_t)(value >> 32);
    *at(dev, DRIVER_FEATURES_SELECT) = 0;
    *at(dev, DRIVER_FEATURES) = (uint32_t)value;
}

/* 4.2.2.2: accesses are as wide as the field. */
static uint32_t config(struct virtio_device *dev, unsigned offset,
                       unsigned width)
{
    volatile void *field = at(dev, CONFIG + offset);

    if (width == 1)
        return *(volatile uint8_t *)field;
    if (width == 2)
        return *(volatile uint16_t *)field;
    return *(volatile uint32_t *)field;
}

static uint32_t generation(struct virtio_device *dev)
{
    return *at(dev, CONFIG_GENERATION);
}

static unsigned queue_size(struct virtio_device *dev, unsigned index)
{
    *at(dev, QUEUE_SELECT) = index;
    return *at(dev, QUEUE_SIZE_MAX);
}

static void set_address(struct virtio_device *dev, unsigned offset,
                        const void *ring)
{
    uint64_t address = virtio_address(ring);

    *at(dev, offset) = (uint32_t)address;
    *at(dev, offset + 4) = (uint32_t)(address >> 32);
}

/* 4.2.3.2 */
static bool queue_enable(struct virtio_device *dev, struct virtq *q)
{
    *at(dev, QUEUE_SELECT) = q->index;
    if (*at(dev, QUEUE_READY))
        return false;
    *at(dev, QUEUE_SIZE) = q->size;
    set_address(dev, QUEUE_DESCRIPTORS, q->descriptors);
    set_address(dev, QUEUE_AVAILABLE, q->available);
    set_address(dev, QUEUE_USED, q->used);
    *at(dev, QUEUE_READY) = 1;
    return *at(dev, QUEUE_READY) == 1;
}

static void notify(struct virtio_device *dev, struct virtq *q)
{
    *at(dev, QUEUE_NOTIFY) = q->index;
}

/* Gated: in images whose tables of transports are not resolved, too. */
static bool interrupts(struct virtio_device *dev)
{
    return INTERRUPTS && arch_device_line(((struct mmio_device *)dev)->line);
}

/* The line goes down: only then can it interrupt again. */
static void acknowledge(struct virtio_device *dev)
{
    *at(dev, INTERRUPT_ACK) = INTERRUPTS_ALL;
}

static void where(struct virtio_device *dev, char text[VIRTIO_WHERE])
{
    kformat(text, VIRTIO_WHERE, "%lx", ((struct mmio_device *)dev)->address);
}

static const struct virtio_transport mmio_transport = {
    .status = status,
    .set_status = set_status,
    .features = features,
    .set_features = set_features,
    .config = config,
    .generation = generation,
    .queue_size = queue_size,
    .queue_enable = queue_enable,
    .notify = notify,
    .interrupts = interrupts,
    .acknowledge = acknowledge,
    .where = where,
};

void virtio_mmio_probe(uint64_t address, uint64_t size, unsigned line)
{
    struct mmio_device *dev = kzalloc(sizeof(*dev));

    if (!dev)
        return;
    dev->device.transport = &mmio_transport;
    dev->address = address;
    dev->line = line;
    dev->registers = arch_map_device(address, size);
    if (!dev->registers || *at(&dev->device, MAGIC) != MAGIC_VALUE)
        goto err_free;
    dev->device.type = *at(&dev->device, DEVICE_ID);
    if (!dev->device.type)
        goto err_free;
    if (*at(&dev->device, VERSION) != VERSION_VALUE) {
        driver_report(
            "the virtio device at %lx has the legacy interface, which "
            "is not supported (QEMU: -global "
            "virtio-mmio.force-legacy=false)",
            address);
        goto err_free;
    }
    virtio_add(&dev->device);
    return;
err_free:
    kfree(dev);
}
