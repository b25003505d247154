/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* copy_file_range: positions, ends, overlap, holes, and what it refuses. */
#include "fs_check.h"

int main(void)
{
    static char block[20000], got[20000];
    int in, out, p[2], dir;
    off_t from, to;

    fs_enter();
    fs_put("in", "0123456789");
    in = open("in", O_RDWR);
    out = open("out", O_RDWR | O_CREAT, 0600);
    SHOW(copy_file_range(in, NULL, out, NULL, 4, 0));
    SHOW(lseek(in, 0, SEEK_CUR));
    SHOW(lseek(out, 0, SEEK_CUR));
    from = 8, to = 2;
    SHOW(copy_file_range(in, &from, out, &to, 100, 0));
    printf("%ld %ld\n", (long)from, (long)to);
    SHOW(copy_file_range(in, &from, out, &to, 100, 0));
    SHOW(copy_file_range(in, NULL, out, &to, 0, 0));
    from = 100;
    SHOW(copy_file_range(in, &from, out, &to, 1, 0));
    from = -1;
    SHOW(copy_file_range(in, &from, out, &to, 1, 0));
    from = 0, to = -1;
    SHOW(copy_file_range(in, &from, out, &to, 1, 0));
    SHOW(lseek(in, 0, SEEK_CUR));
    fs_cat("out");
    from = 0, to = 20;
    SHOW(copy_file_range(in, &from, out, &to, 2, 0));
    SHOW(lseek(out, 0, SEEK_END));
    from = 0, to = 5;
    SHOW(copy_file_range(in, &from, in, &to, 5, 0));
    fs_cat("in");
    from = 0, to = 4;
    SHOW(copy_file_range(in, &from, in, &to, 5, 0));
    from = 4, to = 0;
    SHOW(copy_file_range(in, &from, in, &to, 5, 0));
    SHOW(copy_file_range(in, NULL, out, NULL, 1, 1));
    SHOW(copy_file_range(in, NULL, open("out", O_RDONLY), NULL, 1, 0));
    SHOW(copy_file_range(open("in", O_WRONLY), NULL, out, NULL, 1, 0));
    SHOW(copy_file_range(in, NULL, open("out", O_WRONLY | O_APPEND), NULL, 1,
                         0));
    SHOW(copy_file_range(99, NULL, out, NULL, 1, 0));
    SHOW(copy_file_range(in, NULL, 99, NULL, 1, 0));
    pipe(p);
    SHOW(copy_file_range(in, NULL, p[1], NULL, 1, 0));
    SHOW(copy_file_range(p[0], NULL, out, NULL, 1, 0));
    dir = open(".", O_RDONLY);
    SHOW(copy_file_range(dir, NULL, out, NULL, 1, 0));
    SHOW(copy_file_range(in, NULL, dir, NULL, 1, 0));
    SHOW(copy_file_range(open("/dev/zero", O_RDONLY), NULL, out, NULL, 1, 0));
    SHOW(copy_file_range(in, NULL, open("in", O_PATH), NULL, 1, 0));
    /* Many blocks, at odd places. */
    for (int i = 0; i < 20000; i++)
        block[i] = i * 7 % 251;
    SHOW(pwrite(in, block, 20000, 0));
    from = 1, to = 4095;
    SHOW(copy_file_range(in, &from, out, &to, 19999, 0));
    SHOW(pread(out, got, 19999, 4095));
    HOLDS(!memcmp(got, block + 1, 19999));
    from = 0, to = 0;
    SHOW(ftruncate(in, 1 << 20));
    SHOW(ftruncate(out, 0));
    while (copy_file_range(in, &from, out, &to, 300000, 0) > 0)
        ;
    SHOW(lseek(out, 0, SEEK_END));
    SHOW(pread(out, got, 4, (1 << 20) - 4));
    HOLDS(got[3] == 0);
    return 0;
}
