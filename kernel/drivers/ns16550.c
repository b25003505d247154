/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The 16550 at COM1, polled (National Semiconductor PC16550D data sheet). The
 * monitor or its firmware has set the line up; FCR is written only where the
 * sender of the input says that it may be (pipe_input.c), because that clears
 * the receiver, which may hold input that was there before us. A transmit FIFO
 * that is on is filled in bursts.
 */
#include <kernel/arch.h>
#include <kernel/consoledev.h>
#include <unispec/attributes.h>

#include "../arch/x86_64/x86.h"
#include "../arch/x86_64/xen.h"
#include "platform.h"

#define COM1 0x3f8
#define DATA (COM1 + 0)
#define INTERRUPT_ID (COM1 + 2)
#define FIFO_CONTROL (COM1 + 2)
#define LINE_STATUS (COM1 + 5)

#define FIFO_ENABLED 0xc0 /* both bits of INTERRUPT_ID */
#define FIFO_SIZE 16
#define RECEIVED 0x01
#define TRANSMITTER_EMPTY 0x20
#define TRANSMITTER_IDLE 0x40
#define FIFO_ENABLE 0xc1 /* the receiver's trigger at 14 bytes */

/* Where nothing is there, registers read as ones. */
static bool is_there(void)
{
    return io_in8(LINE_STATUS) != 0xff;
}

UNISPEC_DRIVER("ns16550", "console", "isa")
void arch_console_write(const void *data, size_t size)
{
    const unsigned char *p = data, *end = p + size, *burst;
    unsigned room = 1;

    if (__unispec_reached(platform_xen) && xen_console_write(data, size))
        return;
    if (__unispec_reached(platform_virtio_console) &&
        consoledev_write(is_there(), data, size))
        return;
    if (size > 1 && (io_in8(INTERRUPT_ID) & FIFO_ENABLED) == FIFO_ENABLED)
        room = FIFO_SIZE;
    while (p < end) {
        while (!(io_in8(LINE_STATUS) & TRANSMITTER_EMPTY))
            __builtin_ia32_pause();
        burst = (size_t)(end - p) > room ? p + room : end;
        while (p < burst)
            io_out8(DATA, *p++);
    }
}

UNISPEC_DRIVER("ns16550", "console", "isa")
int arch_console_getc(void)
{
    uint8_t status;
    int c;

    if (__unispec_reached(platform_xen) && xen_console_getc(&c))
        return c;
    if (__unispec_reached(platform_virtio_console) &&
        consoledev_getc(is_there(), &c))
        return c;
    status = io_in8(LINE_STATUS);
    if (status == 0xff) /* nothing there: reads as ones */
        return ARCH_CONSOLE_ABSENT;
    return status & RECEIVED ? io_in8(DATA) : ARCH_CONSOLE_EMPTY;
}

UNISPEC_DRIVER("ns16550", "console", "isa")
void arch_console_fast(void)
{
    while (!(io_in8(LINE_STATUS) & TRANSMITTER_IDLE))
        __builtin_ia32_pause();
    io_out8(FIFO_CONTROL, FIFO_ENABLE);
}
