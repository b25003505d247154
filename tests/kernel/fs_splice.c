/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* splice and tee between pipes and files: what moves, offsets, errors. */
#include "fs_check.h"

int main(void)
{
    char text[100] = "";
    int p[2], q[2], fd, other;
    off_t at = 2, far = 4;

    fs_enter();
    fs_put("f", "0123456789");
    fd = open("f", O_RDWR);
    other = open("g", O_RDWR | O_CREAT, 0600);
    pipe2(p, O_NONBLOCK);
    pipe2(q, O_NONBLOCK);
    SHOW(splice(fd, NULL, p[1], NULL, 4, 0));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(splice(fd, &at, p[1], NULL, 100, 0));
    SHOW(at);
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(splice(fd, &at, p[1], NULL, 100, 0));
    SHOW(tee(p[0], q[1], 3, 0));
    SHOW(tee(p[0], q[1], 100, 0));
    SHOW(read(q[0], text, 100));
    printf("%.15s\n", text);
    SHOW(splice(p[0], NULL, other, &far, 5, 0));
    SHOW(far);
    SHOW(splice(p[0], NULL, q[1], NULL, 2, SPLICE_F_MOVE));
    SHOW(splice(p[0], NULL, other, NULL, 100, SPLICE_F_MORE));
    SHOW(lseek(other, 0, SEEK_CUR));
    fs_cat("g");
    SHOW(read(q[0], text, 100));
    SHOW(splice(p[0], NULL, other, NULL, 1, 0));
    SHOW(tee(p[0], q[1], 1, SPLICE_F_NONBLOCK));
    SHOW(splice(p[0], NULL, other, NULL, 0, 0));
    SHOW(splice(p[0], NULL, other, NULL, 1, 64));
    SHOW(splice(p[0], &at, other, NULL, 1, 0));
    SHOW(splice(fd, NULL, p[1], &at, 1, 0));
    SHOW(splice(fd, NULL, other, NULL, 1, 0));
    SHOW(splice(p[0], NULL, p[1], NULL, 1, 0));
    SHOW(splice(p[1], NULL, other, NULL, 1, 0));
    SHOW(splice(p[0], NULL, 99, NULL, 1, 0));
    SHOW(tee(fd, p[1], 1, 0));
    SHOW(tee(p[0], p[1], 1, 0));
    SHOW(close(p[1]));
    SHOW(splice(p[0], NULL, other, NULL, 1, 0));
    SHOW(tee(p[0], q[1], 1, 0));
    return 0;
}
