/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* statx: fields, flags, errors; the same as stat. */
#include "fs_check.h"

int main(void)
{
    uint32_t x[64];
    struct stat st;

    fs_enter();
    fs_put("f", "12345");
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0, 0x7ff, x));
    stat("f", &st);
    HOLDS((x[0] & 0x7ff) == 0x7ff);
    printf("names %u, mode %o, size %u\n", x[4], x[7] & 0xffff, x[10]);
    HOLDS(x[8] == (uint32_t)st.st_ino);
    HOLDS(x[28] == (uint32_t)st.st_mtime);
    SHOW(syscall(SYS_statx, AT_FDCWD, "none", 0, 0x7ff, x));
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0, 0x80000000, x));
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0x40, 0x7ff, x));
    SHOW(syscall(SYS_statx, AT_FDCWD, "f", 0x6000, 0x7ff, x));
    SHOW(syscall(SYS_statx, 1, "", AT_EMPTY_PATH, 0x7ff, x));
    SHOW(syscall(SYS_statx, 99, "", AT_EMPTY_PATH, 0x7ff, x));
    return 0;
}
