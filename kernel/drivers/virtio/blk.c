/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The block device (VIRTIO 1.2, 5.2). A request is one chain: a header that
 * the device reads, the data, and a byte for the status. Sectors are always of
 * 512 bytes there; the block size is only what transfers should be multiples
 * of. Without VIRTIO_BLK_F_FLUSH a finished write is on the medium (5.2.5.1).
 */
#include <errno.h>
#include <kernel/blockdev.h>
#include <kernel/mm.h>

#include "../drivers.h"

#define BLK_F_SIZE_MAX (1ull << 1)
#define BLK_F_SEG_MAX (1ull << 2)
#define BLK_F_RO (1ull << 5)
#define BLK_F_BLK_SIZE (1ull << 6)
#define BLK_F_FLUSH (1ull << 9)

#define WANTED                                                                 \
    (BLK_F_SIZE_MAX | BLK_F_SEG_MAX | BLK_F_RO | BLK_F_BLK_SIZE |              \
     BLK_F_FLUSH | VIRTIO_F_EVENT_IDX)

enum {
    CONFIG_CAPACITY = 0,
    CONFIG_SIZE_MAX = 8,
    CONFIG_SEG_MAX = 12,
    CONFIG_BLK_SIZE = 20,
};

#define QUEUE_SIZE 128
#define SECTOR 512
#define SECTORS_MAX (INT64_MAX / SECTOR)
#define BLOCK_SIZE_MAX 65536u
#define PIECES_MAX 32u
#define PIECE_SIZE_MAX (1u << 30)

enum { TYPE_READ = 0, TYPE_WRITE = 1, TYPE_FLUSH = 4 };
enum { STATUS_OK = 0, STATUS_IOERR = 1, STATUS_UNSUPP = 2, STATUS_NONE = 0xff };

/* What the device sees beside the data; header and status. */
struct frame {
    uint32_t type, reserved;
    uint64_t sector;
    uint8_t status;
};
#define HEADER_SIZE 16
_Static_assert(offsetof(struct frame, status) == HEADER_SIZE, "5.2.6");

struct blk {
    struct blockdev blockdev; /* first */
    struct request_queue requests;
};

static int result(struct virtio_device *dev, uint8_t status)
{
    switch (status) {
    case STATUS_OK:
        return 0;
    case STATUS_IOERR:
        return -EIO;
    case STATUS_UNSUPP:
        return -EOPNOTSUPP;
    }
    virtio_fail(dev, "answers with status %u", status);
    return -EIO;
}

static int do_request(struct blk *blk, uint32_t type, uint64_t sector,
                      const struct piece *data, unsigned count)
{
    struct piece pieces[PIECES_MAX + 2];
    struct frame *frame = kmalloc(sizeof(*frame));
    unsigned out = type == TYPE_WRITE ? count + 1 : 1;
    uint32_t written;
    int error;

    if (!frame)
        return -ENOMEM;
    *frame = (struct frame){.type = type, .sector = sector};
    frame->status = STATUS_NONE;
    pieces[0] = (struct piece){frame, HEADER_SIZE};
    for (unsigned i = 0; i < count; i++)
        pieces[i + 1] = data[i];
    pieces[count + 1] = (struct piece){&frame->status, 1};
    error = request_queue_do(&blk->requests, pieces, out, pieces + out,
                             count + 2 - out, &written);
    if (!error)
        error = result(blk->requests.queue.device, frame->status);
    kfree(frame);
    return error;
}

static int transfer(struct blockdev *dev, enum block_operation operation,
                    uint64_t at, const struct piece *pieces, unsigned count)
{
    return do_request((struct blk *)dev,
                      operation == BLOCK_READ ? TYPE_READ : TYPE_WRITE,
                      at / SECTOR, pieces, count);
}

static int flush(struct blockdev *dev)
{
    struct blk *blk = (struct blk *)dev;

    if (!virtio_has(blk->requests.queue.device, BLK_F_FLUSH))
        return 0;
    return do_request(blk, TYPE_FLUSH, 0, NULL, 0);
}

static const struct blockdev_ops blk_ops = {
    .transfer = transfer,
    .flush = flush,
};

/* 5.2.5.2 leaves the sizes to the device: only sound ones are taken. */
static bool read_sizes(struct virtio_device *dev, struct blockdev *b)
{
    uint64_t sectors = virtio_config64(dev, CONFIG_CAPACITY);
    uint32_t size_max = PIECE_SIZE_MAX;

    b->block_size = SECTOR;
    if (virtio_has(dev, BLK_F_BLK_SIZE))
        b->block_size = virtio_config32(dev, CONFIG_BLK_SIZE);
    if (virtio_has(dev, BLK_F_SIZE_MAX))
        size_max = virtio_config32(dev, CONFIG_SIZE_MAX);
    if (b->block_size < SECTOR || b->block_size > BLOCK_SIZE_MAX ||
        b->block_size & (b->block_size - 1) || size_max < b->block_size ||
        sectors > SECTORS_MAX) {
        virtio_fail(dev, "has %lu sectors, blocks of %u and segments of %u",
                    sectors, b->block_size, size_max);
        return false;
    }
    if (size_max > PIECE_SIZE_MAX)
        size_max = PIECE_SIZE_MAX;
    b->size = sectors * SECTOR & ~(uint64_t)(b->block_size - 1);
    b->piece_size = size_max & ~(b->block_size - 1);
    b->read_only = virtio_has(dev, BLK_F_RO);
    return true;
}

/* Header and status take a descriptor each. */
static bool read_pieces(struct virtio_device *dev, struct blk *blk)
{
    unsigned size = blk->requests.queue.size, pieces = PIECES_MAX;

    if (virtio_has(dev, BLK_F_SEG_MAX)) {
        pieces = virtio_config32(dev, CONFIG_SEG_MAX);
        if (pieces > PIECES_MAX)
            pieces = PIECES_MAX;
    }
    if (pieces + 2 > size)
        pieces = size > 2 ? size - 2 : 0;
    blk->blockdev.pieces = pieces;
    if (pieces)
        return true;
    virtio_fail(dev, "takes no data: its queue has %u descriptors", size);
    return false;
}

struct blockdev *virtio_blk_open(struct virtio_device *dev)
{
    struct blk *blk = kzalloc(sizeof(*blk));

    if (!blk)
        return NULL;
    blk->blockdev.ops = &blk_ops;
    if (!virtio_start(dev, WANTED) || !read_sizes(dev, &blk->blockdev) ||
        !request_queue_init(&blk->requests, dev, 0, QUEUE_SIZE) ||
        !read_pieces(dev, blk)) {
        kfree(blk);
        return NULL;
    }
    virtio_ready(dev);
    return &blk->blockdev;
}
