/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fsync and its kin; statfs. */
#include "fs_check.h"
#include <sys/statfs.h>

int main(void)
{
    struct statfs st;
    int fd, p[2];

    fs_enter();
    fd = open("f", O_CREAT | O_RDWR, 0600);
    pipe(p);
    SHOW(fsync(fd));
    SHOW(fdatasync(fd));
    SHOW(fsync(99));
    SHOW(fsync(p[0]));
    SHOW(fdatasync(p[0]));
    SHOW(syncfs(fd));
    SHOW(syncfs(99));
    sync();
    SHOW(statfs(".", &st));
    HOLDS(st.f_bsize > 0 && st.f_blocks >= st.f_bfree && st.f_bfree > 0);
    HOLDS(st.f_namelen == 255);
    SHOW(fstatfs(fd, &st));
    SHOW(statfs("none", &st));
    SHOW(fstatfs(99, &st));
    return 0;
}
