/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Descriptor 0 with stdin=pipe: the console's bytes unchanged, in a coding
 * that can tell the end. 0x04 is the end, for good; 0x16 makes the next byte
 * literal; 0x10 means nothing, and another one follows that may be lost.
 * Whoever runs the image writes this coding.
 */
#include <kernel/arch.h>

#include "console.h"

enum { END = 0x04, PAD = 0x10, QUOTE = 0x16 };

static bool ended, quoted;
static int ahead = -1; /* a decoded byte that was looked at, not taken */

/* The next byte, or -1 when there is none now or ended is set. */
static int decode(void)
{
    int c = ahead;

    ahead = -1;
    while (c < 0 && !ended) {
        c = arch_console_getc();
        if (c < 0) {
            ended = c == ARCH_CONSOLE_ABSENT;
            return -1;
        }
        if (quoted) {
            quoted = false;
        } else if (c == END) {
            ended = true;
            return -1;
        } else if (c == QUOTE) {
            quoted = true;
            c = -1;
        } else if (c == PAD) {
            arch_console_fast();
            c = -1;
        }
    }
    return c;
}

ssize_t pipe_input_read(void *buffer, size_t n, bool nonblocking)
{
    char *out = buffer;
    size_t done = 0;
    int c, error;

    for (;;) {
        while (done < n && (c = decode()) >= 0)
            out[done++] = c;
        if (done || ended || n == 0)
            return done;
        if (nonblocking)
            return -EAGAIN;
        error = console_wait(WAIT_FOREVER);
        if (error)
            return error;
    }
}

bool pipe_input_readable(void)
{
    if (ahead < 0)
        ahead = decode();
    return ahead >= 0 || ended;
}
