/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The words of the monitor's command line that name virtio devices. The line
 * is read as the monitor wrote it, because QEMU appends its words behind "--",
 * where core/cmdline.c drops them from the program's arguments: there the
 * words count that are written without quotes and escapes.
 */
#include "virtio.h"

#include <kernel/boot.h>

#include "../report.h"
#include "mmio.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* The number at *text, hexadecimal after 0x, and its suffix. */
static uint64_t number(const char **text)
{
    const char *p = *text;
    uint64_t value = 0;
    unsigned base = 10;

    if (p[0] == '0' && (p[1] | 0x20) == 'x') {
        base = 16;
        p += 2;
    }
    for (;; p++) {
        unsigned letter = *p | 0x20u, digit = base;

        if (*p >= '0' && *p <= '9')
            digit = (unsigned)(*p - '0');
        else if (letter >= 'a' && letter <= 'f')
            digit = letter - 'a' + 10;
        if (digit >= base || value > UINT64_MAX / 16 - 1)
            break;
        value = value * base + digit;
    }
    if (*p == 'K' || *p == 'k')
        value <<= 10, p++;
    else if (*p == 'M' || *p == 'm')
        value <<= 20, p++;
    *text = p;
    return value;
}

/* What follows "virtio_mmio.device="; false where it has not that form. */
static bool probe(const char *text)
{
    uint64_t size = number(&text), address;

    if (*text++ != '@')
        return false;
    address = number(&text);
    if (*text++ != ':' || size < VIRTIO_MMIO_MIN || address + size < address)
        return false;
    virtio_mmio_probe(address, size, (unsigned)number(&text));
    return true;
}

/* The end of the word at p, as core/cmdline.c reads it. */
static const char *word_end(const char *p)
{
    bool quoted = false;

    for (; *p && (quoted || !is_blank(*p)); p++)
        if (*p == '"')
            quoted = !quoted;
        else if (*p == '\\' && p[1])
            p++;
    return p;
}

void virtio_mmio_scan(void)
{
    const char *p = boot_info()->cmdline, *end, *rest;

    for (; *p; p = end) {
        while (is_blank(*p))
            p++;
        end = word_end(p);
        rest = boot_after(p, BOOT_VIRTIO_MMIO);
        if (rest && !probe(rest))
            driver_report("the option %s is not of the form "
                          "SIZE@ADDRESS:INTERRUPT",
                          BOOT_VIRTIO_MMIO);
    }
}
