/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What drivers.def declares, with the facts for the audit, and how a class
 * finds its n-th device.
 */
#ifndef KERNEL_DRIVERS_H
#define KERNEL_DRIVERS_H

#include <unispec/attributes.h>

#include "virtio/virtio.h"

struct blockdev;
struct channel;
struct consoledev;
struct entropy_source;
struct netdev;

/* NULL where the device cannot be used, which has been reported. */
#define NET_DRIVER(name, bus, id)                                              \
    UNISPEC_DRIVER(#name, "net", #bus)                                         \
    struct netdev *name##_open(struct bus##_device *);
#define BLOCK_DRIVER(name, bus, id)                                            \
    UNISPEC_DRIVER(#name, "block", #bus)                                       \
    struct blockdev *name##_open(struct bus##_device *);
#define ENTROPY_DRIVER(name, bus, id)                                          \
    UNISPEC_DRIVER(#name, "entropy", #bus)                                     \
    struct entropy_source *name##_open(struct bus##_device *);
#define CHANNEL_DRIVER(name, bus, id)                                          \
    UNISPEC_DRIVER(#name, "channel", #bus)                                     \
    struct channel *name##_open(struct bus##_device *);
#define CONSOLE_DRIVER(name, bus, id)                                          \
    UNISPEC_DRIVER(#name, "console", #bus)                                     \
    struct consoledev *name##_open(struct bus##_device *);
#include "drivers.def"

/*
 * A part of a function with a parameter n: returns the n-th device in all of
 * a class if the driver has it, opened once; else counts n down.
 */
#define DRIVER_RETURN_NTH(name, bus, id)                                       \
    {                                                                          \
        struct bus##_device *dev;                                              \
                                                                               \
        for (unsigned i = 0; (dev = bus##_find(id, i)); i++) {                 \
            if (n--)                                                           \
                continue;                                                      \
            if (!dev->instance)                                                \
                dev->instance = name##_open(dev);                              \
            return dev->instance;                                              \
        }                                                                      \
    }

#endif
