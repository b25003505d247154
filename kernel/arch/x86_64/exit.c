/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The end of the machine: says the status on the control channel, then tries
 * every way that some monitor takes for "the guest is done", best first.
 */
#include "../../drivers/platform.h"
#include "x86.h"
#include "xen.h"
#include <unispec/attributes.h>

#define DEBUG_EXIT_PORT 0x501 /* QEMU isa-debug-exit */
#define PM1A_CONTROL 0x604    /* ACPI power off of QEMU's q35 and pc */
#define PM1A_SLEEP_S5 0x2000
#define KEYBOARD_PORT 0x64 /* i8042: Firecracker stops, others reset */
#define KEYBOARD_RESET 0xfe
#define RESET_PORT 0xcf9 /* PCI chipsets */
#define RESET_FULL 0x0e
#define CONSOLE_STATUS 0x3fd /* line status of the 16550 at COM1 */
#define CONSOLE_IDLE 0x40    /* holding and shift register are empty */

/* No interrupt table, then an exception: the CPU shuts down. */
static _Noreturn void triple_fault(void)
{
    static const struct {
        uint16_t limit;
        uint64_t base;
    } __attribute__((packed)) none;

    __asm__ volatile("lidt %0; int3" : : "m"(none));
    for (;;)
        __asm__ volatile("cli; hlt");
}

/*
 * What the 16550 still holds would end with the machine: QEMU keeps what it
 * was given there while the reader of its console is slow.
 */
static void drain_console(void)
{
    while (!(io_in8(CONSOLE_STATUS) & CONSOLE_IDLE))
        __builtin_ia32_pause();
}

/* "exit N", as short as a printf would write it. */
static void tell_status(unsigned status)
{
    char line[9], *start = line + sizeof(line);

    *--start = '\n';
    do
        *--start = (char)('0' + status % 10);
    while (status /= 10);
    start -= 5;
    __builtin_memcpy(start, "exit ", 5);
    arch_control_write(start, line + sizeof(line) - start);
}

_Noreturn void arch_exit(int status)
{
    status &= 0xff;
    drain_console();
    tell_status(status);
    io_out8(DEBUG_EXIT_PORT, status);
    /* Before the ports that the first domain shares with the host. */
    if (__unispec_reached(platform_xen))
        xen_shutdown();
    io_out16(PM1A_CONTROL, PM1A_SLEEP_S5);
    io_out8(KEYBOARD_PORT, KEYBOARD_RESET);
    io_out8(RESET_PORT, RESET_FULL);
    triple_fault();
}
