/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Output processing of the terminal: runs of bytes go out as they are, with
 * OPOST and ONLCR a newline as carriage return and newline. The other bits of
 * c_oflag are kept but do nothing.
 */
#include <kernel/arch.h>
#include <termios.h>

#include "console.h"

ssize_t tty_write(const void *buffer, size_t n)
{
    const char *at = buffer, *end = at + n, *from;
    bool map = (tty.termios.oflag & (OPOST | ONLCR)) == (OPOST | ONLCR);

    for (;; at++) {
        from = at;
        while (at < end && (!map || *at != '\n'))
            at++;
        if (at > from)
            arch_console_write(from, at - from);
        if (at == end)
            return n;
        arch_console_write("\r\n", 2);
    }
}
