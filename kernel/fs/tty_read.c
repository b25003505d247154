/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reading from the terminal: a line at a time in canonical mode, else bytes
 * by VMIN and VTIME (termios(3), "Canonical and noncanonical mode").
 */
#include <string.h>
#include <termios.h>

#include "tty_input.h"

#pragma weak tty_set_attributes

#define TENTH 100000000ull /* ns of one unit of VTIME */

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
    int error;

    tty_fill();
    while (q->head == q->ready) {
        if (tty_absent)
            return 0;
        if (nonblocking)
            return -EAGAIN;
        error = console_wait(WAIT_FOREVER);
        if (error)
            return error;
        tty_fill();
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

/* Waits for bytes: 0, -ETIMEDOUT or -EINTR, or -EIO: none can come. */
static int wait_for_bytes(uint64_t deadline)
{
    int error = 0;

    while (!error && !tty_fill() && tty_queue.head == tty_queue.tail)
        error = tty_absent ? -EIO : console_wait(deadline);
    return error;
}

static ssize_t read_bytes(char *out, size_t n, bool nonblocking)
{
    size_t least = tty.termios.cc[VMIN], done;
    uint64_t time = tty.termios.cc[VTIME] * TENTH;
    int error = 0;

    tty_fill();
    done = take_bytes(out, n);
    if (nonblocking)
        return done ? (ssize_t)done : -EAGAIN;
    if (least > n)
        least = n;
    if (!least && !done && time && !wait_for_bytes(wait_deadline(time)))
        done = take_bytes(out, n);
    while (done < least) {
        error =
            wait_for_bytes(time && done ? wait_deadline(time) : WAIT_FOREVER);
        if (error)
            break;
        done += take_bytes(out + done, n - done);
    }
    return done || error != -EINTR ? (ssize_t)done : error;
}

ssize_t tty_read(void *buffer, size_t n, bool nonblocking)
{
    if (n == 0)
        return 0;
    if (__unispec_reached(tty_set_attributes) && !(tty.termios.lflag & ICANON))
        return read_bytes(buffer, n, nonblocking);
    return read_line(buffer, n, nonblocking);
}
