/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The console device (VIRTIO 1.2, 5.3): one port, since several are not agreed
 * on, with a queue for each direction. What is written is copied, because it
 * may lie in memory that has no address of its own for the device, and returns
 * when the device is done with it, so that nothing is lost at the end of the
 * machine.
 */
#include <kernel/arch.h>
#include <kernel/consoledev.h>
#include <kernel/mm.h>
#include <string.h>

#include "../drivers.h"

enum { RECEIVE_QUEUE, TRANSMIT_QUEUE };

#define QUEUE_SIZE 4
#define ROOM 512u

struct console {
    struct consoledev consoledev; /* first */
    struct virtq receive;
    struct request_queue transmit;
    unsigned char *in, *out; /* ROOM each, that the device sees */
    uint32_t at, end;        /* what of in has been received and not read */
    bool posted;             /* the device has in */
};

static bool console_write(struct consoledev *dev, const void *data, size_t size)
{
    struct console *console = (struct console *)dev;
    const unsigned char *p = data, *end = p + size;
    struct piece piece = {.data = console->out};
    uint32_t written;

    for (; p < end; p += piece.size) {
        piece.size = (size_t)(end - p) < ROOM ? (size_t)(end - p) : ROOM;
        memcpy(console->out, p, piece.size);
        if (request_queue_do(&console->transmit, &piece, 1, NULL, 0, &written))
            return false;
    }
    return true;
}

static void post(struct console *console)
{
    struct piece piece = {console->in, ROOM};

    if (!console->posted &&
        virtq_add(&console->receive, NULL, 0, &piece, 1) >= 0)
        console->posted = true;
    virtq_kick(&console->receive);
}

static int console_getc(struct consoledev *dev)
{
    struct console *console = (struct console *)dev;

    if (console->at == console->end) {
        console->at = console->end = 0;
        post(console);
        if (virtq_take(&console->receive, &console->end) < 0)
            return console->receive.device->failed ? ARCH_CONSOLE_ABSENT
                                                   : ARCH_CONSOLE_EMPTY;
        console->posted = false;
        if (!console->end)
            return ARCH_CONSOLE_EMPTY;
    }
    return console->in[console->at++];
}

struct consoledev *virtio_console_open(struct virtio_device *dev)
{
    struct console *console = kzalloc(sizeof(*console));

    if (!console)
        return NULL;
    console->consoledev.write = console_write;
    console->consoledev.getc = console_getc;
    console->in = kmalloc(ROOM);
    console->out = kmalloc(ROOM);
    if (!console->in || !console->out ||
        !virtio_start(dev, VIRTIO_F_EVENT_IDX) ||
        !virtq_init(&console->receive, dev, RECEIVE_QUEUE, QUEUE_SIZE) ||
        !request_queue_init(&console->transmit, dev, TRANSMIT_QUEUE,
                            QUEUE_SIZE)) {
        kfree(console->in);
        kfree(console->out);
        kfree(console);
        return NULL;
    }
    virtio_ready(dev);
    return &console->consoledev;
}
