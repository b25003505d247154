/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Request channels to the host, each under a name: what a 9P client speaks
 * over. A request goes out in pieces and its answer comes back in pieces; the
 * call returns when the answer is there, other threads run meanwhile, and
 * several requests may be under way. Requires a driver of the class channel in
 * drivers.def.
 */
#ifndef KERNEL_CHANNEL_H
#define KERNEL_CHANNEL_H

#include <kernel/piece.h>
#include <stddef.h>
#include <stdint.h>

struct channel;

struct channel_ops {
    int (*request)(struct channel *, const struct piece *out,
                   unsigned out_count, const struct piece *in,
                   unsigned in_count, size_t *received);
};

struct channel {
    const struct channel_ops *ops;
    const char *name; /* the mount tag of a share */
    unsigned pieces;  /* the most of one request, both ways together */
};

/* The channel of that name, ready for use, or NULL. */
struct channel *channel_get(const char *name);

/* 0 and the size of the answer; -EIO where the device failed. */
static inline int channel_request(struct channel *channel,
                                  const struct piece *out, unsigned out_count,
                                  const struct piece *in, unsigned in_count,
                                  size_t *received)
{
    return channel->ops->request(channel, out, out_count, in, in_count,
                                 received);
}

#endif
