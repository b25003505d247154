/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Output processing of the terminal: runs of bytes go out as they are, with
 * OPOST and ONLCR a newline as carriage return and newline. The other bits of
 * c_oflag are kept but do nothing.
 */
#include <kernel/arch.h>
#include <string.h>
#include <termios.h>

#include "console.h"

ssize_t tty_write(const void *buffer, size_t n)
{
    const char *at = buffer, *end = at + n, *newline;

    if ((tty.termios.oflag & (OPOST | ONLCR)) == (OPOST | ONLCR)) {
        while ((newline = memchr(at, '\n', end - at))) {
            if (newline > at)
                arch_console_write(at, newline - at);
            arch_console_write("\r\n", 2);
            at = newline + 1;
        }
    }
    if (at < end)
        arch_console_write(at, end - at);
    return n;
}
