/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The 9P transport device (virtio type 9): one queue of requests, each a chain
 * of a message and the room for its answer. The configuration is the mount tag,
 * its length first. What the messages say is the business of kernel/fs/ninep*.c.
 */
#include <errno.h>
#include <kernel/channel.h>
#include <kernel/mm.h>

#include "../drivers.h"

#define NINEP_F_MOUNT_TAG (1ull << 0)
#define WANTED (NINEP_F_MOUNT_TAG | VIRTIO_F_EVENT_IDX)

enum { CONFIG_TAG_LENGTH = 0, CONFIG_TAG = 2 };

#define QUEUE_SIZE 64
#define TAG_MAX 255

struct ninep_device {
    struct channel channel; /* first */
    struct request_queue requests;
    char tag[TAG_MAX + 1];
};

static int request(struct channel *channel, const struct piece *out,
                   unsigned out_count, const struct piece *in,
                   unsigned in_count, size_t *received)
{
    struct ninep_device *d = (struct ninep_device *)channel;
    uint32_t written;
    int error = request_queue_do(&d->requests, out, out_count, in, in_count,
                                 &written);

    if (!error)
        *received = written;
    return error;
}

static const struct channel_ops ninep_ops = {.request = request};

static bool read_tag(struct virtio_device *dev, char *tag)
{
    unsigned length = 0;

    if (virtio_has(dev, NINEP_F_MOUNT_TAG))
        length = virtio_config16(dev, CONFIG_TAG_LENGTH);
    if (!length || length > TAG_MAX) {
        virtio_fail(dev, "has a mount tag of %u bytes", length);
        return false;
    }
    for (unsigned i = 0; i < length; i++)
        tag[i] = (char)virtio_config8(dev, CONFIG_TAG + i);
    return true;
}

struct channel *virtio_9p_open(struct virtio_device *dev)
{
    struct ninep_device *d = kzalloc(sizeof(*d));

    if (!d)
        return NULL;
    d->channel.ops = &ninep_ops;
    d->channel.name = d->tag;
    if (!virtio_start(dev, WANTED) || !read_tag(dev, d->tag) ||
        !request_queue_init(&d->requests, dev, 0, QUEUE_SIZE)) {
        kfree(d);
        return NULL;
    }
    d->channel.pieces = d->requests.queue.size;
    virtio_ready(dev);
    return &d->channel;
}
