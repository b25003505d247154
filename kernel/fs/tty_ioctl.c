/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * ioctl of the terminal: settings, window size, process group, queues. There
 * is one process, so sessions and groups are stored, not enforced. Input that
 * no reached code can read is neither flushed nor counted.
 */
#include <termios.h>

#include "console.h"

#pragma weak tty_read

static long flush(unsigned long queue)
{
    if (queue > TCIOFLUSH)
        return -EINVAL;
    if (queue != TCOFLUSH && __unispec_reached(tty_read))
        tty_flush_input();
    return 0;
}

static long get_int(unsigned long argument, int value)
{
    *(int *)argument = value;
    return 0;
}

long tty_ioctl(unsigned request, unsigned long argument)
{
    switch (request) {
    case TCGETS:
        *(struct ktermios *)argument = tty.termios;
        return 0;
    case TCSETS:
    case TCSETSW:
    case TCSETSF:
        return tty_set_attributes(request, (const struct ktermios *)argument);
    case TIOCGWINSZ:
        *(struct winsize *)argument = tty.window;
        return 0;
    case TIOCSWINSZ:
        tty.window = *(const struct winsize *)argument;
        return 0;
    case TIOCGPGRP:
        return get_int(argument, tty.group);
    case TIOCSPGRP:
        tty.group = *(const int *)argument;
        return 0;
    case TIOCGSID:
        return get_int(argument, 1);
    case TIOCOUTQ:
        return get_int(argument, 0);
    case FIONREAD:
        return get_int(argument,
                       __unispec_reached(tty_read) ? tty_queued() : 0);
    case TCFLSH:
        return flush(argument);
    case TCSBRK:
    case TCSBRKP:
    case TCXONC:
    case TIOCSCTTY:
    case TIOCNOTTY:
    case TIOCEXCL:
    case TIOCNXCL:
        return 0;
    default:
        return -ENOTTY;
    }
}
