/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sync_file_range and readahead: what they check. */
#define _GNU_SOURCE
#include "fs_check.h"

int main(void)
{
    int fd, out, p[2];

    SHOW(fd = open("file", O_RDWR | O_CREAT, 0600));
    SHOW(out = open("file", O_WRONLY));
    SHOW(write(fd, "0123456789", 10));
    SHOW(sync_file_range(fd, 0, 0, 0));
    SHOW(sync_file_range(fd, 0, 10, 7));
    SHOW(sync_file_range(fd, 5, 1 << 20, SYNC_FILE_RANGE_WRITE));
    SHOW(sync_file_range(fd, 0, 10, 8));
    SHOW(sync_file_range(fd, -1, 10, 0));
    SHOW(sync_file_range(fd, 0, -1, 0));
    SHOW(sync_file_range(fd, 1, INT64_MAX, 0));
    SHOW(sync_file_range(-1, 0, 0, 0));
    SHOW(readahead(fd, 0, 10));
    SHOW(readahead(out, 0, 10));
    SHOW(readahead(-1, 0, 10));
    pipe(p);
    SHOW(sync_file_range(p[1], 0, 0, 0));
    SHOW(readahead(p[0], 0, 10));
    SHOW(sync_file_range(open("/dev/null", O_RDWR), 0, 0, 0));
    SHOW(readahead(open(".", O_RDONLY), 0, 10));
    SHOW(unlink("file"));
    return 0;
}
