/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The mode of the user's terminal while the guest's console is on it: bytes
 * one by one and no echo, because the guest has a line discipline of its own;
 * Ctrl-C, Ctrl-Z and Ctrl-\ stay with the host. Output processing stays as it
 * is. console_run leaves the mode before every stop and at the end.
 */
#include "qemu.h"

#include <unistd.h>

bool terminal_owned(int fd)
{
    return isatty(fd) && tcgetpgrp(fd) == getpgrp();
}

void terminal_enter(struct terminal *terminal)
{
    if (terminal->active || tcgetattr(0, &terminal->saved) < 0)
        return;
    struct termios raw = terminal->saved;
    raw.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | ISTRIP | IXON);
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    terminal->active = tcsetattr(0, TCSADRAIN, &raw) == 0;
}

void terminal_leave(struct terminal *terminal)
{
    if (terminal->active)
        tcsetattr(0, TCSANOW, &terminal->saved);
    terminal->active = false;
}
