/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of the terminal's input: tty_input.c queues bytes by the rules of
 * c_iflag and c_lflag, tty_read.c takes them from the queue.
 */
#ifndef KERNEL_FS_TTY_INPUT_H
#define KERNEL_FS_TTY_INPUT_H

#include "console.h"

#define TTY_QUEUE 4096 /* MAX_CANON and one more, a power of two */

/* A cell is a byte and what it means to a reader of lines. */
enum {
    CELL_LINE_END = 0x100, /* the last byte of a line */
    CELL_EOF = 0x200,      /* ends a line, is not delivered */
};

/*
 * Positions only grow; position p is in cells[p % TTY_QUEUE]. What is between
 * ready and tail is the line being edited (empty when not canonical).
 */
struct tty_queue {
    uint16_t cells[TTY_QUEUE];
    unsigned head, ready, tail;
};

extern struct tty_queue tty_queue;

/* The console cannot give input: reading comes to an end. */
extern bool tty_absent;

/* Takes what the console has; false when that is nothing. */
bool tty_fill(void);

#endif
