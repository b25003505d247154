/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The entropy device (VIRTIO 1.2, 5.4): one queue of buffers that the device
 * fills. It may give fewer bytes than the buffer has room for, but at least
 * one.
 */
#include <kernel/entropy.h>
#include <kernel/mm.h>
#include <string.h>

#include "../drivers.h"

#define QUEUE_SIZE 4

struct rng {
    struct entropy_source source; /* first */
    struct request_queue queue;
    unsigned char *bytes; /* ENTROPY_MAX, that the device writes */
};

static bool rng_read(struct entropy_source *source, void *buffer, size_t size)
{
    struct rng *rng = (struct rng *)source;
    unsigned char *out = buffer;
    struct piece piece = {rng->bytes, size};
    uint32_t written;

    for (; piece.size; piece.size -= written, out += written) {
        if (request_queue_do(&rng->queue, NULL, 0, &piece, 1, &written))
            return false;
        if (!written) {
            virtio_fail(rng->queue.queue.device, "gives no random bytes");
            return false;
        }
        memcpy(out, rng->bytes, written);
    }
    memset(rng->bytes, 0, size);
    return true;
}

struct entropy_source *virtio_rng_open(struct virtio_device *dev)
{
    struct rng *rng = kzalloc(sizeof(*rng));

    if (!rng)
        return NULL;
    rng->source.read = rng_read;
    rng->bytes = kmalloc(ENTROPY_MAX);
    if (!rng->bytes || !virtio_start(dev, VIRTIO_F_EVENT_IDX) ||
        !request_queue_init(&rng->queue, dev, 0, QUEUE_SIZE))
        goto err_free;
    virtio_ready(dev);
    return &rng->source;
err_free:
    kfree(rng->bytes);
    kfree(rng);
    return NULL;
}
