/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* close_range: ranges, limits, the flag that only marks. */
#include "fs_check.h"

static void show(void)
{
    printf("  open:");
    for (int fd = 10; fd < 40; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            printf(" %d%s", fd, fcntl(fd, F_GETFD) ? "!" : "");
    printf("\n");
}

static void fill(void)
{
    for (int fd = 10; fd < 40; fd += 3)
        dup2(1, fd);
}

static long range(unsigned first, unsigned last, int flags)
{
    return syscall(SYS_close_range, first, last, flags);
}

int main(void)
{
    int p[2];
    char c;

    fs_enter();
    fill();
    show();
    SHOW(range(13, 19, 0));
    show();
    SHOW(range(13, 19, 0));
    SHOW(range(23, 24, 0));
    show();
    SHOW(range(25, 34, 4));
    show();
    SHOW(range(35, ~0u, 4));
    show();
    SHOW(range(34, 33, 0));
    SHOW(range(20, 30, 0x10));
    SHOW(range(20, 30, 2));
    show();
    SHOW(range(1000000, 2000000, 0));
    fill();
    SHOW(range(10, 10, 0));
    show();
    SHOW(range(11, ~0u, 2 | 4));
    show();
    SHOW(range(3, ~0u, 0));
    show();
    SHOW(pipe(p));
    printf("%d %d\n", p[0], p[1]);
    SHOW(range(p[1], p[1], 0));
    SHOW(read(p[0], &c, 1));
    SHOW(range(~0u, ~0u, 0));
    return 0;
}
