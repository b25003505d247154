/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mincore, mlock and what they say of holes and wrong flags. */
#include "mm_check.h"

static void core(char *p, int n)
{
    unsigned char v[16] = "";

    if (mincore(p, n * PAGE, v)) {
        printf("mincore: %s\n", strerror(errno));
        return;
    }
    for (int i = 0; i < n; i++)
        printf(" %d", v[i] & 1);
    printf("\n");
}

int main(void)
{
    char *p;
    unsigned char v[16];

    mm_catch();
    p = mmap(0, 8 * PAGE, RW, ANON, -1, 0);
    SHOW(madvise(p, 8 * PAGE, MADV_NOHUGEPAGE) == 0 || errno == EINVAL);
    core(p, 8);
    p[0] = p[3 * PAGE] = 1;
    core(p, 8);
    SHOW(syscall(SYS_mlock2, p + 5 * PAGE, 2 * PAGE, 1));
    core(p, 8);
    SHOW(munlock(p + 5 * PAGE, 2 * PAGE));
    SHOW(madvise(p, PAGE, MADV_DONTNEED));
    core(p, 8);
    SHOW(mincore(p, 1, v));
    SHOW(mincore(p + 1, 1, v));
    SHOW(mincore(p, 0, v));
    SHOW(munmap(p + 6 * PAGE, PAGE));
    core(p, 8);
    core(p, 6);
    SHOW(mlock(p, 8 * PAGE));
    SHOW(munlock(p, 8 * PAGE));
    SHOW(mlock(p + 6 * PAGE, PAGE));
    SHOW(mlock(p + 1, 10));
    SHOW(mlock(p, 0));
    SHOW(syscall(SYS_mlock2, p, PAGE, 0));
    SHOW(syscall(SYS_mlock2, p, PAGE, 1));
    SHOW(syscall(SYS_mlock2, p, PAGE, 2));
    SHOW(mlockall(0));
    SHOW(mlockall(8));
    SHOW(mlockall(MCL_CURRENT));
    SHOW(munlockall());
    SHOW(mlockall(4));
    SHOW(munlockall());
    SHOW(munmap(p, 8 * PAGE));
    SHOW(mincore(p, PAGE, v));
    SHOW(munlock(p, PAGE));
    return 0;
}
