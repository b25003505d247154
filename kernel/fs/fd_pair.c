/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Descriptors of two files that belong together. */
#include <kernel/file.h>

int fd_install_pair(struct file *ends[2], unsigned flags, int fds[2])
{
    int first = fd_install(ends[0], 0, flags), second;

    if (first < 0) {
        file_put(ends[1]);
        return first;
    }
    second = fd_install(ends[1], 0, flags);
    if (second < 0) {
        fd_close(first);
        return second;
    }
    fds[0] = first;
    fds[1] = second;
    return 0;
}
