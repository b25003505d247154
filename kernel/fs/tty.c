/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The settings of the one terminal, as Linux has them after boot. Data only:
 * output, input and ioctl are separate files that share it.
 */
#include <termios.h>

#include "console.h"

struct tty tty = {
    .termios =
        {
            .iflag = ICRNL | IXON,
            .oflag = OPOST | ONLCR,
            .cflag = B38400 | CS8 | CREAD | HUPCL,
            .lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE |
                     IEXTEN,
            .cc = {[VINTR] = 3,
                   [VQUIT] = 28,
                   [VERASE] = 127,
                   [VKILL] = 21,
                   [VEOF] = 4,
                   [VMIN] = 1,
                   [VSTART] = 17,
                   [VSTOP] = 19,
                   [VSUSP] = 26,
                   [VREPRINT] = 18,
                   [VDISCARD] = 15,
                   [VWERASE] = 23,
                   [VLNEXT] = 22},
        },
    .window = {.ws_row = 24, .ws_col = 80},
    .group = 1,
};
