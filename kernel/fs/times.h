/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the calls that set file times. */
#ifndef KERNEL_FS_TIMES_H
#define KERNEL_FS_TIMES_H

#include <sys/time.h>
#include <time.h>

/* times NULL: now; path NULL: the open file dirfd. */
long vfs_set_times(int dirfd, const char *path, const struct timespec times[2],
                   unsigned flags);
long vfs_set_times_us(int dirfd, const char *path,
                      const struct timeval times[2]);

#endif
