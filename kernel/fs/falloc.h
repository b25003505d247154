/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Modes of fallocate(2); the values of <linux/falloc.h>. */
#ifndef KERNEL_FS_FALLOC_H
#define KERNEL_FS_FALLOC_H

enum {
    FALLOC_KEEP_SIZE = 0x01,
    FALLOC_PUNCH_HOLE = 0x02,
    FALLOC_ZERO_RANGE = 0x10,
};

#endif
