/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * New settings of the terminal; tcsetattr(3). In a file of its own since
 * reading single bytes is needed only beside it (tty_read.c).
 */
#include <termios.h>

#include "console.h"

#pragma weak tty_read

long tty_set_attributes(unsigned request, const struct ktermios *settings)
{
    if (request == TCSETSF && __unispec_reached(tty_read))
        tty_flush_input();
    tty.termios = *settings;
    return 0;
}
