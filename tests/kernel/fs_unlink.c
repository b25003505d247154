/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* unlink: while open, of links, with slashes. */
#include "fs_check.h"

int main(void)
{
    char buffer[16] = "";
    struct stat st;
    int fd;

    fs_enter();
    fs_put("f", "content");
    fd = open("f", O_RDWR);
    SHOW(unlink("f"));
    SHOW(unlink("f"));
    SHOW(access("f", F_OK));
    SHOW(read(fd, buffer, 16));
    printf("%s\n", buffer);
    SHOW(write(fd, "!", 1));
    SHOW(fstat(fd, &st));
    SHOW(st.st_nlink);
    SHOW(st.st_size);
    fs_put("f", "new");
    fs_cat("f");
    SHOW(pread(fd, buffer, 16, 0));
    SHOW(close(fd));
    SHOW(unlink("f/"));
    SHOW(mkdir("d", 0700));
    SHOW(unlink("d"));
    SHOW(unlink("d/"));
    SHOW(unlink("."));
    SHOW(unlink("/"));
    SHOW(unlink(""));
    SHOW(unlink("none/"));
    SHOW(unlink("none/x"));
    SHOW(unlink("f/x"));
    SHOW(symlink("f", "l"));
    SHOW(symlink("d", "ld"));
    SHOW(unlink("ld/"));
    SHOW(rmdir("ld"));
    SHOW(unlink("l"));
    SHOW(unlink("ld"));
    fs_list(".");
    SHOW(remove("d"));
    SHOW(remove("f"));
    fs_list(".");
    return 0;
}
