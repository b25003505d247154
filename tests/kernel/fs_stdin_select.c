/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Waiting for standard input with poll and select, then reading it. */
// STDIN: abc
#include "fs_check.h"
#include <sys/select.h>

int main(void)
{
    struct pollfd fd = {0, POLLIN, 0};
    char buffer[10];
    fd_set set;

    FD_ZERO(&set);
    FD_SET(0, &set);
    SHOW(select(1, &set, NULL, NULL, NULL));
    SHOW(FD_ISSET(0, &set));
    for (int left = 3; left > 0;) {
        ssize_t n = read(0, buffer, left);

        left -= n > 0 ? n : left;
    }
    SHOW(poll(&fd, 1, -1));
    HOLDS(fd.revents != 0);
    SHOW(read(0, buffer, 1));
    SHOW(fcntl(0, F_SETFL, O_NONBLOCK));
    SHOW(read(0, buffer, 1));
    return 0;
}
