/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The class block: disks. Cuts transfers into what a device takes at once.
 */
#include <errno.h>
#include <kernel/blockdev.h>

#include "drivers.h"

#define CUT_PIECES 32

struct blockdev *blockdev_get(unsigned n)
{
#define BLOCK_DRIVER DRIVER_RETURN_NTH
#include "drivers.def"
    return NULL;
}

static int check(const struct blockdev *dev, enum block_operation operation,
                 uint64_t at, const struct piece *pieces, unsigned count)
{
    uint64_t rest = dev->size - at;

    if (at > dev->size || at % dev->block_size)
        return -EINVAL;
    for (unsigned i = 0; i < count; i++) {
        if (pieces[i].size % dev->block_size || pieces[i].size > rest)
            return -EINVAL;
        rest -= pieces[i].size;
    }
    return operation == BLOCK_WRITE && dev->read_only ? -EROFS : 0;
}

/* What is left of a transfer: `done` bytes of the first piece are over. */
struct rest {
    const struct piece *pieces;
    unsigned count;
    size_t done;
};

/* Takes the pieces of the next request; how many they are. */
static unsigned cut(const struct blockdev *dev, struct rest *rest,
                    struct piece *pieces)
{
    unsigned n = 0;

    while (rest->count && n < dev->pieces && n < CUT_PIECES) {
        size_t size = rest->pieces->size - rest->done;

        if (size > dev->piece_size)
            size = dev->piece_size;
        if (size)
            pieces[n++] =
                (struct piece){(char *)rest->pieces->data + rest->done, size};
        rest->done += size;
        if (rest->done == rest->pieces->size) {
            rest->pieces++;
            rest->count--;
            rest->done = 0;
        }
    }
    return n;
}

int blockdev_transfer(struct blockdev *dev, enum block_operation operation,
                      uint64_t at, const struct piece *pieces, unsigned count)
{
    struct rest rest = {pieces, count, 0};
    struct piece next[CUT_PIECES];
    int error = check(dev, operation, at, pieces, count);
    unsigned n;

    while (!error && (n = cut(dev, &rest, next))) {
        error = dev->ops->transfer(dev, operation, at, next, n);
        for (unsigned i = 0; i < n; i++)
            at += next[i].size;
    }
    return error;
}
