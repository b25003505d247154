/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The split virtqueue (VIRTIO 1.2, 2.7). The driver writes descriptors and the
 * available ring, the device the used ring. Descriptors are never read back:
 * which of them are free, and what a chain may be answered with, is in slots
 * of our own. So the device can lie in two places only, the used index and the
 * used elements, and both are checked by virtq_take().
 *
 * A device interrupts when virtq_ask() wants it, and once where it knows event
 * indices; queues of which nobody asks are polled.
 */
#include "virtio.h"

#include <errno.h>
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/panic.h>

#define DESCRIPTOR_NEXT 1
#define DESCRIPTOR_WRITE 2
#define AVAILABLE_NO_INTERRUPT 1
#define USED_NO_NOTIFY 1

/* Both rings begin with flags and index; the used entries are pairs. */
enum { RING_FLAGS, RING_INDEX, RING_ENTRIES };
#define USED_ENTRY_WORDS 4 /* of 16 bits: id and length */
#define RING_ALIGN 4

static size_t available_size(unsigned size)
{
    return (RING_ENTRIES + size + 1) * sizeof(uint16_t);
}

static size_t used_size(unsigned size)
{
    return (RING_ENTRIES + size * USED_ENTRY_WORDS + 1) * sizeof(uint16_t);
}

static size_t align(size_t size)
{
    return (size + RING_ALIGN - 1) & ~(size_t)(RING_ALIGN - 1);
}

/* What the device sees is in one block; the slots are not in it. */
static bool queue_alloc(struct virtq *q, unsigned size)
{
    size_t table = size * sizeof(*q->descriptors);
    size_t first = align(available_size(size));
    unsigned order = page_order(table + first + used_size(size));
    char *block = page_alloc(order);

    q->slots = block ? kmalloc(size * sizeof(*q->slots)) : NULL;
    if (!q->slots)
        return false;
    for (size_t at = 0; at < PAGE_SIZE << order; at += PAGE_SIZE)
        arch_page_clear(block + at);
    q->descriptors = (void *)block;
    q->available = (void *)(block + table);
    q->used = (void *)(block + table + first);
    q->size = q->free_count = (uint16_t)size;
    for (unsigned i = 0; i < size; i++)
        q->slots[i] = (struct virtq_slot){.next = (uint16_t)(i + 1)};
    return true;
}

bool virtq_init(struct virtq *q, struct virtio_device *dev, unsigned index,
                unsigned wanted_size)
{
    unsigned most = dev->transport->queue_size(dev, index), size;

    *q = (struct virtq){.device = dev, .index = (uint16_t)index};
    /* 2.7: the size is a power of two. */
    for (size = VIRTQ_SIZE_MAX; size > most || size > wanted_size; size /= 2)
        ;
    if (!size) {
        virtio_fail(dev, "has no queue %u", index);
        return false;
    }
    if (!queue_alloc(q, size)) {
        virtio_fail(dev, "cannot be used: out of memory");
        return false;
    }
    /* 2.7.7.1: the flag is for devices without event indices. */
    if (virtio_has(dev, VIRTIO_F_EVENT_IDX))
        q->available[RING_ENTRIES + size] = UINT16_MAX;
    else
        q->available[RING_FLAGS] = AVAILABLE_NO_INTERRUPT;
    if (dev->transport->queue_enable(dev, q))
        return true;
    virtio_fail(dev, "does not take queue %u", index);
    return false;
}

uint64_t virtio_address(const void *memory)
{
    KASSERT((uintptr_t)memory < ARCH_IDENTITY_END);
    return (uintptr_t)memory;
}

/* Writes descriptors from slot `at` on; returns the slot after the last. */
static unsigned put_pieces(struct virtq *q, unsigned at,
                           const struct piece *pieces, unsigned count,
                           uint16_t flags)
{
    for (unsigned i = 0; i < count; i++) {
        KASSERT(pieces[i].size <= UINT32_MAX);
        q->descriptors[at] = (struct virtq_descriptor){
            .address = virtio_address(pieces[i].data),
            .size = (uint32_t)pieces[i].size,
            .flags = flags | DESCRIPTOR_NEXT,
            .next = q->slots[at].next,
        };
        at = q->slots[at].next;
    }
    return at;
}

static size_t total_size(const struct piece *pieces, unsigned count)
{
    size_t total = 0;

    for (unsigned i = 0; i < count; i++)
        total += pieces[i].size;
    return total;
}

/* The slot of the n-th descriptor of a chain. */
static unsigned chain_slot(const struct virtq *q, unsigned head, unsigned n)
{
    while (n--)
        head = q->slots[head].next;
    return head;
}

int virtq_add(struct virtq *q, const struct piece *out, unsigned out_count,
              const struct piece *in, unsigned in_count)
{
    unsigned count = out_count + in_count, head = q->free_head, end;
    size_t room = total_size(in, in_count);

    KASSERT(count && count <= q->size && room <= UINT32_MAX);
    if (q->device->failed)
        return -EIO;
    if (count > q->free_count)
        return -EAGAIN;
    end = put_pieces(q, head, out, out_count, 0);
    end = put_pieces(q, end, in, in_count, DESCRIPTOR_WRITE);
    q->descriptors[chain_slot(q, head, count - 1)].flags &= ~DESCRIPTOR_NEXT;
    q->free_head = (uint16_t)end;
    q->free_count -= count;
    q->slots[head].room = (uint32_t)room;
    q->slots[head].pending = (uint16_t)count;
    q->available[RING_ENTRIES + (q->added & (q->size - 1))] = (uint16_t)head;
    q->added++;
    /* The device must see the chain before the index that counts it. */
    __atomic_store_n(&q->available[RING_INDEX], q->added, __ATOMIC_RELEASE);
    return (int)head;
}

/* 2.7.10.1: with VIRTIO_F_EVENT_IDX the device names the index it waits for. */
static bool device_waits(const struct virtq *q)
{
    uint16_t event;

    if (!virtio_has(q->device, VIRTIO_F_EVENT_IDX))
        return !(__atomic_load_n(&q->used[RING_FLAGS], __ATOMIC_RELAXED) &
                 USED_NO_NOTIFY);
    event = __atomic_load_n(&q->used[RING_ENTRIES + q->size * USED_ENTRY_WORDS],
                            __ATOMIC_RELAXED);
    return (uint16_t)(q->added - event - 1) < (uint16_t)(q->added - q->kicked);
}

void virtq_kick(struct virtq *q)
{
    if (q->kicked == q->added || q->device->failed)
        return;
    /* The index is seen before we read whether it is waited for: else both
     * sides could go to sleep. */
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if (device_waits(q))
        q->device->transport->notify(q->device, q);
    q->kicked = q->added;
}

/* 2.7.7.1: the event index is behind the entries of the available ring. */
bool virtq_ask(struct virtq *q)
{
    uint16_t *event = &q->available[RING_ENTRIES + q->size];

    if (virtio_has(q->device, VIRTIO_F_EVENT_IDX))
        __atomic_store_n(event, q->taken, __ATOMIC_RELAXED);
    else
        __atomic_store_n(&q->available[RING_FLAGS], 0, __ATOMIC_RELAXED);
    /* The wish is seen before we read whether it is too late: else we could
     * sleep, and the device see no reason to wake us. */
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    return __atomic_load_n(&q->used[RING_INDEX], __ATOMIC_RELAXED) == q->taken;
}

static void chain_free(struct virtq *q, unsigned head)
{
    unsigned count = q->slots[head].pending;

    q->slots[chain_slot(q, head, count - 1)].next = q->free_head;
    q->slots[head].pending = 0;
    q->free_head = (uint16_t)head;
    q->free_count += count;
}

/* The device may have written anything there. */
static bool check_element(struct virtq *q, uint32_t id, uint32_t written)
{
    if (id >= q->size || !q->slots[id].pending) {
        virtio_fail(q->device,
                    "returns buffer %u of queue %u, which it does "
                    "not have",
                    id, q->index);
        return false;
    }
    if (written > q->slots[id].room) {
        virtio_fail(q->device, "says it wrote %u bytes to a buffer of %u",
                    written, q->slots[id].room);
        return false;
    }
    return true;
}

int virtq_take(struct virtq *q, uint32_t *written)
{
    uint16_t index = __atomic_load_n(&q->used[RING_INDEX], __ATOMIC_ACQUIRE);
    const volatile uint32_t *element;
    uint32_t id;

    if (index == q->taken || q->device->failed)
        return -1;
    if ((uint16_t)(index - q->taken) > (uint16_t)(q->added - q->taken)) {
        virtio_fail(q->device, "returns more buffers of queue %u than it got",
                    q->index);
        return -1;
    }
    element = (const volatile uint32_t *)(q->used + RING_ENTRIES) +
              2 * (q->taken & (q->size - 1));
    id = element[0];
    *written = element[1];
    if (!check_element(q, id, *written))
        return -1;
    q->taken++;
    chain_free(q, id);
    return (int)id;
}
