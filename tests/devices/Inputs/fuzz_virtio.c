/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The virtio drivers against a device that lies, as a libFuzzer target. The
 * input decides what the device offers, how it answers, and where it writes:
 * anywhere in the rings, and in the buffers it was given. The sanitizers see
 * every access of the drivers beyond their memory; the device itself checks
 * that chains are well formed. When the input is used up the device breaks the
 * rules, so that no wait is endless.
 */
#include <assert.h>
#include <errno.h>
#include <kernel/blockdev.h>
#include <kernel/consoledev.h>
#include <kernel/entropy.h>
#include <kernel/mm.h>
#include <kernel/netdev.h>
#include <kernel/panic.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <drivers/virtio/virtio.h>

struct netdev *virtio_net_open(struct virtio_device *);
struct blockdev *virtio_blk_open(struct virtio_device *);
struct entropy_source *virtio_rng_open(struct virtio_device *);
struct consoledev *virtio_console_open(struct virtio_device *);

enum { QUEUES = 2, ROUNDS = 40 };

static struct fake {
    const uint8_t *input;
    size_t left;
    uint8_t status;
    bool scribbled; /* the rings hold what the device wrote */
    unsigned reports;
    struct {
        struct virtq *q; /* NULL: not set up */
        uint16_t seen;   /* of the available ring */
    } queues[QUEUES];
} fake;

static uint8_t next8(void)
{
    return fake.left ? fake.left--, *fake.input++ : 0;
}

static uint32_t next32(void)
{
    uint32_t value = next8();

    for (int i = 0; i < 3; i++)
        value = value << 8 | next8();
    return value;
}

/* ---- what the kernel has */

void *page_alloc(unsigned order)
{
    return aligned_alloc(PAGE_SIZE, PAGE_SIZE << order);
}

unsigned page_order(size_t size)
{
    unsigned order = 0;

    while (PAGE_SIZE << order < size)
        order++;
    return order;
}

void arch_page_clear(void *page)
{
    memset(page, 0, PAGE_SIZE);
}

void *kmalloc(size_t size)
{
    return malloc(size);
}

void *kzalloc(size_t size)
{
    return calloc(1, size);
}

void kfree(void *p)
{
    free(p);
}

uint64_t arch_clock_ns(void)
{
    static uint64_t now;

    return now += 100000000;
}

uint64_t arch_entropy(void)
{
    return 0x123456789abcdef;
}

size_t kvformat(char *text, size_t size, const char *format, va_list args)
{
    int length = vsnprintf(text, size, format, args);

    return (size_t)length < size ? (size_t)length : size - 1;
}

size_t kformat(char *text, size_t size, const char *format, ...)
{
    va_list args;
    size_t length;

    va_start(args, format);
    length = kvformat(text, size, format, args);
    va_end(args);
    return length;
}

void driver_report(const char *format, ...)
{
    (void)format;
    fake.reports++;
}

_Noreturn void kassert_failed(const char *text)
{
    fprintf(stderr, "assertion failed: %s\n", text);
    abort();
}

void virtio_mmio_scan(void)
{
}

void virtio_acpi_scan(void)
{
}

void virtio_pci_scan(void)
{
}

/* ---- the registers of the device */

static uint8_t status(struct virtio_device *dev)
{
    (void)dev;
    return next8() == 1 ? next8() : fake.status;
}

static void set_status(struct virtio_device *dev, uint8_t value)
{
    (void)dev;
    fake.status = value;
    if (!value)
        memset(fake.queues, 0, sizeof(fake.queues));
}

static uint64_t features(struct virtio_device *dev)
{
    (void)dev;
    return (uint64_t)(next8() != 1) << 32 | next32();
}

static void set_features(struct virtio_device *dev, uint64_t value)
{
    (void)dev, (void)value;
}

static uint32_t config(struct virtio_device *dev, unsigned offset,
                       unsigned width)
{
    (void)dev, (void)offset, (void)width;
    /* Mostly numbers that let the device start. */
    switch (next8() % 4) {
    case 0:
        return next32();
    case 1:
        return 0;
    case 2:
        return 512u << next8() % 8;
    }
    return 1500;
}

static uint32_t generation(struct virtio_device *dev)
{
    (void)dev;
    return next8() == 1;
}

static unsigned queue_size(struct virtio_device *dev, unsigned index)
{
    (void)dev, (void)index;
    return next8() == 1 ? next32() : 1u << next8() % 9;
}

static bool queue_enable(struct virtio_device *dev, struct virtq *q)
{
    (void)dev;
    assert(q->index < QUEUES && q->size && !(q->size & (q->size - 1)));
    fake.queues[q->index].q = q;
    fake.queues[q->index].seen = 0;
    return next8() != 1;
}

static void notify(struct virtio_device *dev, struct virtq *q)
{
    (void)dev, (void)q;
    device_step();
}

static bool interrupts(struct virtio_device *dev)
{
    (void)dev;
    return next8() != 1;
}

static void acknowledge(struct virtio_device *dev)
{
    (void)dev;
}

static void where(struct virtio_device *dev, char text[VIRTIO_WHERE])
{
    (void)dev;
    strcpy(text, "fake");
}

static const struct virtio_transport transport = {
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

/* ---- what the device does with a queue */

static void put_used(struct virtq *q, uint32_t id, uint32_t size)
{
    uint32_t *element =
        (uint32_t *)(q->used + 2) + 2 * (q->used[1] & (q->size - 1));

    element[0] = id;
    element[1] = size;
    q->used[1]++;
}

/* Writes to the buffers of a chain; how many bytes there is room for. */
static uint32_t write_chain(struct virtq *q, unsigned at)
{
    uint32_t room = 0;

    for (unsigned count = 0;; count++) {
        const struct virtq_descriptor *d = &q->descriptors[at];
        unsigned char *data = (unsigned char *)d->address;

        assert(at < q->size && count < q->size);
        if (d->flags & 2) {
            for (uint32_t i = 0; i < d->size && i < 16; i++)
                data[i] = next8();
            if (d->size)
                data[d->size - 1] = next8() % 3;
            room += d->size;
        } else if (d->size) {
            assert(data[0] + data[d->size - 1] >= 0); /* can be read */
        }
        if (!(d->flags & 1))
            return room;
        at = d->next;
    }
}

static void answer(unsigned index, unsigned how)
{
    struct virtq *q = fake.queues[index].q;
    unsigned head;
    uint32_t room;

    if (fake.scribbled || fake.queues[index].seen == q->available[1])
        return;
    head = q->available[2 + (fake.queues[index].seen++ & (q->size - 1))];
    room = write_chain(q, head);
    if (how == 1)
        head = next32();
    put_used(q, head, how == 2 ? next32() : room ? next32() % (room + 1) : 0);
}

static void scribble(struct virtq *q)
{
    unsigned char *start = (unsigned char *)q->descriptors;
    size_t size = (unsigned char *)(q->used + 3 + 4 * q->size) - start;

    fake.scribbled = true;
    for (unsigned n = next8(); n--;)
        start[next32() % size] = next8();
}

void device_step(void)
{
    unsigned index = next8() % QUEUES, action = next8();
    struct virtq *q = fake.queues[index].q;

    if (!fake.left) {
        for (unsigned i = 0; i < QUEUES; i++)
            if (fake.queues[i].q)
                fake.queues[i].q->used[1] += 30000;
        return;
    }
    if (!q)
        return;
    if (action < 240)
        answer(index, 0);
    else if (action < 244)
        answer(index, 1);
    else if (action < 248)
        answer(index, 2);
    else if (action < 250)
        q->used[1] += next8();
    else if (action < 252)
        scribble(q);
    else
        q->used[2 + 4 * q->size] = (uint16_t)next32(); /* the event index */
}

/* ---- the consumers */

static struct netdev_buffer *held;

static void receive(struct netdev *dev, struct netdev_buffer *frame,
                    unsigned flags)
{
    unsigned sum = flags;
    size_t size = 0;

    for (struct netdev_buffer *b = frame; b; b = b->next) {
        size += b->size;
        memset(b->owner, 0xff, sizeof(b->owner));
        for (size_t i = 0; i < b->size; i++)
            sum += b->data[i];
    }
    assert(sum + 1); /* uses it */
    assert(size <= UINT16_MAX);
    if (held || next8() % 2) {
        netdev_release(dev, frame);
        return;
    }
    held = frame;
}

static unsigned returned;

static void sent(struct netdev *dev, void *token)
{
    (void)dev;
    assert(token == &returned);
    returned++;
}

static void run_net(struct virtio_device *device)
{
    static unsigned char bytes[300];
    struct netdev *dev = virtio_net_open(device);
    struct piece pieces[NETDEV_PIECES + 1];
    unsigned accepted = 0;
    int error = 0;

    held = NULL;
    returned = 0;
    if (!dev)
        return;
    dev->receive = receive;
    dev->sent = sent;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct netdev_packet packet = {.pieces = pieces, .token = &returned};

        packet.count = next8() % (NETDEV_PIECES + 2);
        for (unsigned i = 0; i < packet.count; i++)
            pieces[i] = (struct piece){bytes, next8() + 1};
        if (next8() % 4 == 0)
            packet.checksum_start = 34, packet.segment_size = next8();
        error = netdev_send(dev, &packet);
        accepted += !error;
        device_step();
        netdev_ask(dev, next8() % 2);
        netdev_poll(dev);
        if (held && next8() % 2) {
            netdev_release(dev, held);
            held = NULL;
        }
    }
    assert(returned <= accepted);
    assert(!dev->failed == !device->failed);
    if (device->failed)
        assert(error == -EIO || error == -EINVAL || error == 0);
}

static void run_blk(struct virtio_device *device)
{
    struct blockdev *dev = virtio_blk_open(device);
    unsigned char *data = dev ? malloc(2 * dev->block_size) : NULL;

    for (unsigned round = 0; dev && round < ROUNDS; round++) {
        struct piece pieces[2] = {{data, dev->block_size},
                                  {data + dev->block_size, dev->block_size}};
        bool failed = device->failed;
        int error;

        if (dev->pieces < 2 || next8() % 3 == 0)
            error = blockdev_flush(dev);
        else
            error = dev->ops->transfer(dev, next8() % 2, 0, pieces, 2);
        if (failed)
            assert(error == -EIO || !virtio_has(device, 1ull << 9));
    }
    free(data);
}

static void run_rng(struct virtio_device *device)
{
    struct entropy_source *source = virtio_rng_open(device);
    unsigned char bytes[ENTROPY_MAX];

    for (unsigned round = 0; source && round < ROUNDS; round++) {
        bool failed = device->failed;

        assert(!source->read(source, bytes, 1 + next8()) || !failed);
    }
}

static void run_console(struct virtio_device *device)
{
    struct consoledev *dev = virtio_console_open(device);
    char text[600] = "";

    for (unsigned round = 0; dev && round < ROUNDS; round++) {
        bool failed = device->failed;
        int c;

        assert(!dev->write(dev, text, next8() * 2 + 1) || !failed);
        do {
            c = dev->getc(dev);
            assert(c >= ARCH_CONSOLE_ABSENT && c <= UINT8_MAX);
        } while (c >= 0);
        assert(!failed || c == ARCH_CONSOLE_ABSENT);
        device_step();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
    struct virtio_device *device = calloc(1, sizeof(*device));

    fake = (struct fake){.input = input, .left = size};
    device->transport = &transport;
    switch (next8() % 4) {
    case 0:
        run_net(device);
        break;
    case 1:
        run_blk(device);
        break;
    case 2:
        run_rng(device);
        break;
    case 3:
        run_console(device);
        break;
    }
    assert(fake.reports == device->failed); /* one report, with the failure */
    return 0;
}
