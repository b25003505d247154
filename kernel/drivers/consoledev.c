/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The class console: which device is the console, if one is. */
#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/consoledev.h>

#include "drivers.h"

static struct consoledev *device;
static enum { UNKNOWN, KNOWN, BUSY } state;

static struct consoledev *consoledev_get(unsigned n)
{
#define CONSOLE_DRIVER DRIVER_RETURN_NTH
#include "drivers.def"
    return NULL;
}

/* True where a device is the console. What is reported while we use it, or look
 * for it, goes to the machine's own. */
static bool begin(bool other)
{
    if (state == BUSY)
        return false;
    if (state == UNKNOWN) {
        state = BUSY;
        if (!other || boot_option_is("console", "hvc0"))
            device = consoledev_get(0);
    }
    state = device ? BUSY : KNOWN;
    return device;
}

bool consoledev_write(bool other, const void *data, size_t size)
{
    bool done;

    if (!begin(other))
        return false;
    done = device->write(device, data, size);
    if (!done)
        device = NULL;
    state = KNOWN;
    return done;
}

bool consoledev_getc(bool other, int *c)
{
    if (!begin(other))
        return false;
    *c = device->getc(device);
    state = KNOWN;
    return true;
}
