/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reading from the terminal: a line at a time in canonical mode, else bytes
 * by VMIN and VTIME (termios(3), "Canonical and noncanonical mode").
 */
#include <kernel/arch.h>
#include <kernel/process.h>
#include <string.h>
#include <termios.h>

#include "tty_input.h"

#pragma weak tty_set_attributes

#define TENTH 100000000ull /* ns of one unit of VTIME */
#define TICK 1000000ull    /* ns between two looks at the console */

static size_t take_line(char *out, size_t n)
{
    struct tty_queue *q = &tty_queue;
    size_t done = 0;

    while (done < n && q->head != q->ready) {
        uint16_t cell = q->cells[q->head++ % TTY_QUEUE];

        if (!(cell & CELL_EOF))
            out[done++] = cell;
        if (cell & CELL_LINE_END)
            return done;
    }
    /* The line fitted exactly: an end-of-file mark behind it ends it. */
    if (done && q->head != q->ready && q->cells[q->head % TTY_QUEUE] & CELL_EOF)
        q->head++;
    return done;
}

static ssize_t read_line(char *out, size_t n, bool nonblocking)
{
    struct tty_queue *q = &tty_queue;

    tty_fill(false);
    while (q->head == q->ready) {
        if (nonblocking)
            return -EAGAIN;
        if (!tty_fill(true))
            return 0; /* a console that cannot give input */
    }
    return take_line(out, n);
}

static size_t take_bytes(char *out, size_t n)
{
    struct tty_queue *q = &tty_queue;
    size_t done = 0;

    while (done < n && q->head != q->tail) {
        uint16_t cell = q->cells[q->head++ % TTY_QUEUE];

        if (!(cell & CELL_EOF))
            out[done++] = cell;
    }
    q->ready = q->tail;
    return done;
}

/* Waits for input until the time given; false when it has passed. */
static bool wait_until(uint64_t deadline)
{
    while (!tty_fill(false)) {
        uint64_t now = arch_clock_ns();

        if (now >= deadline)
            return false;
        sleep_until(deadline - now < TICK ? deadline : now + TICK);
    }
    return true;
}

static ssize_t read_bytes(char *out, size_t n, bool nonblocking)
{
    size_t least = tty.termios.cc[VMIN], done;
    uint64_t time = tty.termios.cc[VTIME] * TENTH;

    tty_fill(false);
    done = take_bytes(out, n);
    if (nonblocking)
        return done ? (ssize_t)done : -EAGAIN;
    if (least > n)
        least = n;
    if (!least && !done && time && wait_until(arch_clock_ns() + time))
        done = take_bytes(out, n);
    while (done < least) {
        bool timed = time && done;

        if (!(timed ? wait_until(arch_clock_ns() + time) : tty_fill(true)))
            break;
        done += take_bytes(out + done, n - done);
    }
    return done;
}

ssize_t tty_read(void *buffer, size_t n, bool nonblocking)
{
    if (n == 0)
        return 0;
    if (__unispec_reached(tty_set_attributes) && !(tty.termios.lflag & ICANON))
        return read_bytes(buffer, n, nonblocking);
    return read_line(buffer, n, nonblocking);
}
