/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * virtio over PCI (VIRTIO 1.2, 4.1), through the capabilities of a modern or
 * transitional device. A capability tells where in the memory of a base
 * address register a group of registers lies.
 */
#include "virtio.h"

#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <kernel/pci.h>
#include <kernel/work.h>

#include "../report.h"

/* Asking whether it is reached must not extract it. */
#pragma weak inet_start

#define VENDOR 0x1af4
#define DEVICE_TRANSITIONAL 0x1000 /* the type is the subsystem's id */
#define DEVICE_MODERN 0x1040       /* and the type */
#define DEVICE_LAST 0x107f
#define SUBSYSTEM_ID 0x2e

/* struct virtio_pci_cap (4.1.4) */
#define CAPABILITY_ID 0x09
enum {
    CAPABILITY_TYPE = 3,
    CAPABILITY_BAR = 4,
    CAPABILITY_OFFSET = 8,
    CAPABILITY_LENGTH = 12,
    CAPABILITY_MULTIPLIER = 16,
};
#define GROUP_SIZE_MAX 0x10000u /* what is mapped of it */
enum { GROUP_COMMON = 1, GROUP_NOTIFY = 2, GROUP_DEVICE = 4 };

struct group {
    volatile char *registers; /* NULL: not there */
    uint32_t size;
};

/* struct virtio_pci_common_cfg (4.1.4.3) */
enum {
    FEATURE_SELECT = 0x00,
    DEVICE_FEATURE = 0x04,
    GUEST_FEATURE_SELECT = 0x08,
    GUEST_FEATURE = 0x0c,
    DEVICE_STATUS = 0x14,
    GENERATION = 0x15,
    QUEUE_SELECT = 0x16,
    QUEUE_SIZE = 0x18,
    QUEUE_VECTOR = 0x1a,
    QUEUE_ENABLE = 0x1c,
    QUEUE_NOTIFY_OFFSET = 0x1e,
    QUEUE_DESCRIPTORS = 0x20,
    QUEUE_AVAILABLE = 0x28,
    QUEUE_USED = 0x30,
    COMMON_SIZE = 0x38,
};

struct pci_device {
    struct virtio_device device; /* first */
    pci_address address;
    uint32_t notify_multiplier;
    struct group common, notify, config;
    bool messages;
};

static volatile void *common(struct virtio_device *dev, unsigned offset)
{
    return ((struct pci_device *)dev)->common.registers + offset;
}

static void write32(struct virtio_device *dev, unsigned offset, uint32_t value)
{
    *(volatile uint32_t *)common(dev, offset) = value;
}

static uint32_t read32(struct virtio_device *dev, unsigned offset)
{
    return *(volatile uint32_t *)common(dev, offset);
}

static void write16(struct virtio_device *dev, unsigned offset, uint16_t value)
{
    *(volatile uint16_t *)common(dev, offset) = value;
}

static uint16_t read16(struct virtio_device *dev, unsigned offset)
{
    return *(volatile uint16_t *)common(dev, offset);
}

static uint8_t status(struct virtio_device *dev)
{
    return *(volatile uint8_t *)common(dev, DEVICE_STATUS);
}

static void set_status(struct virtio_device *dev, uint8_t value)
{
    *(volatile uint8_t *)common(dev, DEVICE_STATUS) = value;
}

static uint64_t features(struct virtio_device *dev)
{
    uint64_t value;

    write32(dev, FEATURE_SELECT, 1);
    value = (uint64_t)read32(dev, DEVICE_FEATURE) << 32;
    write32(dev, FEATURE_SELECT, 0);
    return value | read32(dev, DEVICE_FEATURE);
}

static void set_features(struct virtio_device *dev, uint64_t value)
{
    write32(dev, GUEST_FEATURE_SELECT, 1);
    write32(dev, GUEST_FEATURE, (uint32_t)(value >> 32));
    write32(dev, GUEST_FEATURE_SELECT, 0);
    write32(dev, GUEST_FEATURE, (uint32_t)value);
}

/* 0 beyond what the capability covers. */
static uint32_t config(struct virtio_device *dev, unsigned offset,
                       unsigned width)
{
    struct pci_device *pci = (struct pci_device *)dev;
    volatile void *field = pci->config.registers + offset;

    if (offset + width > pci->config.size)
        return 0;
    if (width == 1)
        return *(volatile uint8_t *)field;
    if (width == 2)
        return *(volatile uint16_t *)field;
    return *(volatile uint32_t *)field;
}

static uint32_t generation(struct virtio_device *dev)
{
    return *(volatile uint8_t *)common(dev, GENERATION);
}

static unsigned queue_size(struct virtio_device *dev, unsigned index)
{
    write16(dev, QUEUE_SELECT, (uint16_t)index);
    return read16(dev, QUEUE_SIZE);
}

static void set_address(struct virtio_device *dev, unsigned offset,
                        const void *ring)
{
    uint64_t address = virtio_address(ring);

    write32(dev, offset, (uint32_t)address);
    write32(dev, offset + 4, (uint32_t)(address >> 32));
}

/* 4.1.4.4: where the queue's doorbell lies. */
static bool find_doorbell(struct pci_device *pci, struct virtq *q)
{
    uint64_t offset = (uint64_t)read16(&pci->device, QUEUE_NOTIFY_OFFSET) *
                      pci->notify_multiplier;

    if (offset % 2 || offset + 2 > pci->notify.size)
        return false;
    q->doorbell = (void *)(pci->notify.registers + offset);
    return true;
}

/* Gated: in images whose tables of transports are not resolved, too. */
static bool interrupts(struct virtio_device *dev)
{
    struct pci_device *pci = (struct pci_device *)dev;

    pci->messages = INTERRUPTS && pci_messages_start(pci->address);
    return pci->messages;
}

/* A message is over when it has been sent. */
static void acknowledge(struct virtio_device *dev)
{
    (void)dev;
}

/* 4.1.5.1.3 */
static bool queue_enable(struct virtio_device *dev, struct virtq *q)
{
    struct pci_device *pci = (struct pci_device *)dev;

    write16(dev, QUEUE_SELECT, q->index);
    write16(dev, QUEUE_SIZE, q->size);
    set_address(dev, QUEUE_DESCRIPTORS, q->descriptors);
    set_address(dev, QUEUE_AVAILABLE, q->available);
    set_address(dev, QUEUE_USED, q->used);
    if (!find_doorbell(pci, q))
        return false;
    if (pci->messages)
        write16(dev, QUEUE_VECTOR, PCI_MESSAGE);
    write16(dev, QUEUE_ENABLE, 1);
    return read16(dev, QUEUE_ENABLE) == 1;
}

static void notify(struct virtio_device *dev, struct virtq *q)
{
    (void)dev;
    *(volatile uint16_t *)q->doorbell = q->index;
}

static void where(struct virtio_device *dev, char text[VIRTIO_WHERE])
{
    unsigned at = ((struct pci_device *)dev)->address;

    kformat(text, VIRTIO_WHERE, "PCI %x:%x.%x", at >> 8, at >> 3 & 31, at & 7);
}

static const struct virtio_transport pci_transport = {
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

/* The device type, or 0 for what is no virtio device. */
static unsigned type_of(pci_address at)
{
    unsigned device = pci_read16(at, 2);

    if (pci_read16(at, 0) != VENDOR || device > DEVICE_LAST)
        return 0;
    if (device >= DEVICE_MODERN)
        return device - DEVICE_MODERN;
    return device >= DEVICE_TRANSITIONAL ? pci_read16(at, SUBSYSTEM_ID) : 0;
}

/* Not an array: the analysis of the link step would mix up its neighbours. */
static struct group *group_of(struct pci_device *pci, unsigned capability)
{
    switch (pci_read8(pci->address, capability + CAPABILITY_TYPE)) {
    case GROUP_COMMON:
        return &pci->common;
    case GROUP_NOTIFY:
        return &pci->notify;
    case GROUP_DEVICE:
        return &pci->config;
    }
    return NULL;
}

/* Maps the registers of a capability; the first of each type counts. */
static void take_group(struct pci_device *pci, unsigned capability)
{
    pci_address at = pci->address;
    struct group *group = group_of(pci, capability);
    uint64_t bar = pci_bar(at, pci_read8(at, capability + CAPABILITY_BAR));
    uint32_t offset = arch_pci_read(at, capability + CAPABILITY_OFFSET);
    uint32_t size = arch_pci_read(at, capability + CAPABILITY_LENGTH);

    if (!group || group->registers || !bar || !size)
        return;
    if (size > GROUP_SIZE_MAX)
        size = GROUP_SIZE_MAX;
    group->registers = arch_map_device(bar + offset, size);
    group->size = size;
    if (group == &pci->notify)
        pci->notify_multiplier =
            arch_pci_read(at, capability + CAPABILITY_MULTIPLIER);
}

static void take_groups(struct pci_device *pci)
{
    unsigned found = 0;

    for (unsigned i = 0; i < PCI_CAPABILITIES_MAX; i++) {
        found = pci_capability(pci->address, CAPABILITY_ID, found);
        if (!found)
            break;
        take_group(pci, found);
    }
}

static bool usable(const struct pci_device *pci)
{
    return pci->common.registers && pci->common.size >= COMMON_SIZE &&
           pci->notify.registers;
}

static void visit(pci_address at)
{
    unsigned type = type_of(at);
    struct pci_device *pci = type ? kzalloc(sizeof(*pci)) : NULL;
    char text[VIRTIO_WHERE];

    if (!pci)
        return;
    pci->address = at;
    pci->device.type = type;
    pci->device.transport = &pci_transport;
    pci_enable(at);
    take_groups(pci);
    if (usable(pci)) {
        virtio_add(&pci->device);
        return;
    }
    where(&pci->device, text);
    driver_report("the virtio device of type %u at %s has no registers of "
                  "VIRTIO 1.0 at an address",
                  type, text);
    kfree(pci);
}

void virtio_pci_scan(void)
{
    pci_walk(visit);
}
