/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Finding devices and agreeing with them on features (VIRTIO 1.2, 3.1.1). The
 * transports of the platform list are asked when the first driver looks for
 * its device; a device is started by its driver and by nobody else.
 */
#include "virtio.h"

#include <kernel/arch.h>
#include <kernel/blockdev.h>
#include <kernel/channel.h>
#include <kernel/netdev.h>
#include <kernel/panic.h>
#include <unispec/attributes.h>

#include "../platform.h"
#include "../report.h"

/* Status bits (2.1). */
#define STATUS_ACKNOWLEDGE 1
#define STATUS_DRIVER 2
#define STATUS_DRIVER_OK 4
#define STATUS_FEATURES_OK 8

#define CONFIG_TRIES 1000
#define RESET_NS 1000000000ull /* how long a reset may take */

/*
 * ACPI is read for those that need their device: who wants entropy has other
 * sources. Asking whether they are reached must not extract them.
 */
#pragma weak netdev_get
#pragma weak blockdev_get
#pragma weak channel_get
#define ACPI                                                                   \
    (__unispec_reached(netdev_get) || __unispec_reached(blockdev_get) ||       \
     __unispec_reached(channel_get))

static struct virtio_device *devices, **last = &devices;

void virtio_add(struct virtio_device *dev)
{
    *last = dev;
    last = &dev->next;
}

static void scan(void)
{
    static bool done;

    if (done)
        return;
    done = true;
    if (__unispec_reached(platform_virtio_mmio))
        virtio_mmio_scan();
    if (__unispec_reached(platform_virtio_pci))
        virtio_pci_scan();
    /* A monitor that names devices on the command line may do so here, too. */
    if (__unispec_reached(platform_virtio_acpi) && ACPI && !devices)
        virtio_acpi_scan();
}

struct virtio_device *virtio_find(unsigned type, unsigned n)
{
    scan();
    for (struct virtio_device *dev = devices; dev; dev = dev->next)
        if (dev->type == type && !n--)
            return dev;
    return NULL;
}

/* 2.4.2: the device is reset when its status reads 0. */
static bool reset(struct virtio_device *dev)
{
    uint64_t start = arch_clock_ns();

    dev->transport->set_status(dev, 0);
    while (dev->transport->status(dev))
        if (arch_clock_ns() - start > RESET_NS)
            return false;
    return true;
}

void virtio_fail(struct virtio_device *dev, const char *format, ...)
{
    char text[128], where[VIRTIO_WHERE];
    va_list args;

    if (dev->failed)
        return;
    dev->failed = true;
    va_start(args, format);
    kvformat(text, sizeof(text), format, args);
    va_end(args);
    dev->transport->where(dev, where);
    driver_report("the virtio device of type %u at %s %s", dev->type, where,
                  text);
    /* A reset device does not touch memory that it was given. */
    reset(dev);
}

static void add_status(struct virtio_device *dev, uint8_t bit)
{
    dev->transport->set_status(dev, dev->transport->status(dev) | bit);
}

bool virtio_start(struct virtio_device *dev, uint64_t wanted)
{
    uint64_t offered;

    if (!reset(dev)) {
        virtio_fail(dev, "cannot be reset");
        return false;
    }
    add_status(dev, STATUS_ACKNOWLEDGE);
    add_status(dev, STATUS_DRIVER);
    offered = dev->transport->features(dev);
    if (!(offered & VIRTIO_F_VERSION_1)) {
        virtio_fail(dev, "does not follow VIRTIO 1.0");
        return false;
    }
    dev->features = offered & (wanted | VIRTIO_F_VERSION_1);
    dev->transport->set_features(dev, dev->features);
    add_status(dev, STATUS_FEATURES_OK);
    if (dev->transport->status(dev) & STATUS_FEATURES_OK)
        return true;
    virtio_fail(dev,
                "needs features that are not supported: offered %lx, "
                "accepted %lx",
                offered, dev->features);
    return false;
}

void virtio_ready(struct virtio_device *dev)
{
    add_status(dev, STATUS_DRIVER_OK);
}

/* 2.5.1: two halves are one value where the generation is the same. */
uint64_t virtio_config64(struct virtio_device *dev, unsigned offset)
{
    for (unsigned tries = 0; tries < CONFIG_TRIES; tries++) {
        uint32_t before = dev->transport->generation(dev);
        uint64_t low = virtio_config32(dev, offset);
        uint64_t high = virtio_config32(dev, offset + 4);

        if (before == dev->transport->generation(dev))
            return high << 32 | low;
    }
    virtio_fail(dev, "changes its configuration without end");
    return 0;
}
