/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Block devices: disks, between a driver and file systems or /dev.
 *
 * Positions and sizes of pieces are in bytes, multiples of the block size. A
 * call returns when the device is done; other threads run meanwhile.
 *
 * Requires a driver of the class block in drivers.def whose bus is on the
 * platform list.
 */
#ifndef KERNEL_BLOCKDEV_H
#define KERNEL_BLOCKDEV_H

#include <kernel/piece.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum block_operation { BLOCK_READ, BLOCK_WRITE };

struct blockdev;

struct blockdev_ops {
    int (*transfer)(struct blockdev *, enum block_operation, uint64_t at,
                    const struct piece *, unsigned count);
    int (*flush)(struct blockdev *);
};

struct blockdev {
    const struct blockdev_ops *ops;
    uint64_t size;       /* bytes, a multiple of block_size */
    unsigned block_size; /* 512 or more, a power of two */
    unsigned pieces;     /* the most of one transfer */
    size_t piece_size;   /* the most bytes of one piece */
    bool read_only;
};

/* The n-th disk of the machine, ready for use, or NULL. */
struct blockdev *blockdev_get(unsigned n);

/*
 * Any number of bytes and pieces, cut as the device needs it. 0; -EINVAL
 * beyond the end or not in blocks, -EROFS, -EIO. Where a write failed any
 * part of it may have been done.
 */
int blockdev_transfer(struct blockdev *dev, enum block_operation operation,
                      uint64_t at, const struct piece *pieces, unsigned count);

static inline int blockdev_read(struct blockdev *dev, uint64_t at, void *data,
                                size_t size)
{
    struct piece piece = {data, size};

    return blockdev_transfer(dev, BLOCK_READ, at, &piece, 1);
}

static inline int blockdev_write(struct blockdev *dev, uint64_t at,
                                 const void *data, size_t size)
{
    struct piece piece = {(void *)data, size};

    return blockdev_transfer(dev, BLOCK_WRITE, at, &piece, 1);
}

/* Every write that returned before is on the medium when this gives 0. */
static inline int blockdev_flush(struct blockdev *dev)
{
    return dev->ops->flush(dev);
}

#endif
