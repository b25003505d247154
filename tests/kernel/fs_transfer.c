/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sendfile and copy_file_range. */
#include "fs_check.h"
#include <sys/sendfile.h>

static char large[50000];

int main(void)
{
    off_t at = 3, to = 1;
    int in, out, p[2];

    fs_enter();
    fs_put("in", "0123456789");
    in = open("in", O_RDONLY);
    out = open("out", O_CREAT | O_RDWR, 0600);
    SHOW(sendfile(out, in, NULL, 4));
    SHOW(lseek(in, 0, SEEK_CUR));
    SHOW(sendfile(out, in, &at, 100));
    SHOW(at);
    SHOW(lseek(in, 0, SEEK_CUR));
    fs_cat("out");
    SHOW(sendfile(out, in, &at, 1));
    pipe(p);
    SHOW(sendfile(p[1], in, NULL, 3));
    SHOW(sendfile(out, p[0], NULL, 3));
    SHOW(sendfile(out, p[0], &at, 3));
    SHOW(sendfile(99, in, NULL, 1));
    SHOW(sendfile(out, 99, NULL, 1));
    SHOW(sendfile(in, in, NULL, 1));
    SHOW(sendfile(open("out", O_WRONLY | O_APPEND), in, NULL, 1));
    at = 0;
    SHOW(copy_file_range(in, &at, out, &to, 5, 0));
    printf("%ld %ld\n", (long)at, (long)to);
    fs_cat("out");
    SHOW(copy_file_range(in, NULL, out, NULL, 5, 1));
    SHOW(copy_file_range(in, NULL, in, NULL, 5, 0));
    SHOW(copy_file_range(99, NULL, out, NULL, 5, 0));
    SHOW(copy_file_range(p[0], NULL, out, NULL, 5, 0));
    SHOW(copy_file_range(open(".", O_RDONLY), NULL, out, NULL, 5, 0));
    memset(large, 'x', sizeof(large));
    out = open("large", O_CREAT | O_RDWR, 0600);
    SHOW(write(out, large, sizeof(large)));
    at = 0;
    SHOW(copy_file_range(out, &at, open("copy", O_CREAT | O_RDWR, 0600), NULL,
                         100000, 0));
    SHOW(truncate("copy", 50000));
    return 0;
}
