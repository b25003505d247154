/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What waits at the terminal, without taking it: for poll and FIONREAD. */
#include <termios.h>

#include "tty_input.h"

unsigned tty_queued(void)
{
    struct tty_queue *q = &tty_queue;
    unsigned n = 0, end;

    tty_fill();
    end = tty.termios.lflag & ICANON ? q->ready : q->tail;
    for (unsigned at = q->head; at != end; at++)
        n += !(q->cells[at % TTY_QUEUE] & CELL_EOF);
    return n;
}

bool tty_readable(void)
{
    struct tty_queue *q = &tty_queue;

    tty_fill();
    if (tty.termios.lflag & ICANON)
        return q->head != q->ready;
    return q->tail - q->head >=
           (tty.termios.cc[VTIME] == 0 && tty.termios.cc[VMIN]
                ? tty.termios.cc[VMIN]
                : 1u);
}
