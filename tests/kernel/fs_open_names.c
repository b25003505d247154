/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* open: names of all lengths, links as the last and as an inner part. */
#include "fs_check.h"

static char *text(int length, char c)
{
    static char buffer[5000];

    memset(buffer, c, length);
    buffer[length] = 0;
    return buffer;
}

/* "./././x" of a given length. */
static char *dots(int length)
{
    char *path = text(length, '/');

    for (int i = 0; i < length; i += 2)
        path[i] = '.';
    path[length - 1] = 'f';
    return path;
}

int main(void)
{
    struct stat st;
    int fd;

    fs_enter();
    fs_put("f", "text");
    mkdir("d", 0700);
    SHOW(open(text(255, 'n'), O_CREAT | O_RDWR, 0600) >= 0);
    SHOW(open(text(256, 'n'), O_CREAT | O_RDWR, 0600));
    SHOW(stat(text(256, 'n'), &st));
    SHOW(stat(text(255, 'm'), &st));
    SHOW(unlink(text(255, 'n')));
    SHOW(mkdir(text(256, 'n'), 0700));
    SHOW(symlink("f", text(256, 'n')));
    SHOW(stat(dots(4095), &st));
    SHOW(stat(dots(4097), &st));
    SHOW(stat(text(4096, '/'), &st));
    SHOW(stat(text(4095, '/'), &st));
    SHOW(symlink(text(4095, 'x'), "long") == 0 || errno == ENAMETOOLONG);
    SHOW(symlink(text(4096, 'x'), "longer"));
    SHOW(symlink("", "empty"));
    symlink("f", "lf");
    symlink("d", "ld");
    symlink("new", "lnew");
    symlink("d/none/x", "lnone");
    symlink("self", "self");
    SHOW(open("lf", O_RDONLY | O_NOFOLLOW));
    SHOW(open("ld", O_RDONLY | O_NOFOLLOW | O_DIRECTORY));
    SHOW(open("ld/", O_RDONLY | O_NOFOLLOW) >= 0);
    SHOW(open("ld/../lf", O_RDONLY) >= 0);
    SHOW(open("lf", O_RDONLY | O_DIRECTORY));
    SHOW(open("lf/", O_RDONLY));
    SHOW(open("lnew", O_RDWR | O_CREAT | O_EXCL, 0600));
    SHOW(open("lnew", O_RDWR));
    SHOW(open("lnew", O_RDWR | O_CREAT | O_NOFOLLOW, 0600));
    SHOW(open("lnew", O_RDWR | O_CREAT, 0600) >= 0);
    SHOW(lstat("new", &st));
    SHOW(open("lnone", O_RDWR | O_CREAT, 0600));
    SHOW(open("self", O_RDONLY));
    SHOW(open("self", O_RDONLY | O_NOFOLLOW));
    SHOW(open("self/x", O_RDONLY));
    SHOW(open("self", O_CREAT | O_EXCL | O_RDWR, 0600));
    SHOW(open("self", O_CREAT | O_RDWR, 0600));
    SHOW(mkdir("self", 0700));
    SHOW(mkdir("lnew/", 0700));
    SHOW(open("d", O_RDWR | O_CREAT | O_DIRECTORY, 0600));
    SHOW(open("f", O_RDONLY | O_CREAT | O_DIRECTORY, 0600));
    SHOW(open("d/.", O_RDONLY | O_CREAT, 0600));
    SHOW(open("d/..", O_RDONLY | O_CREAT | O_EXCL, 0600));
    SHOW(open("x/.", O_RDONLY | O_CREAT, 0600));
    /* O_TRUNC needs no right to write through the descriptor. */
    SHOW((fd = open("f", O_RDONLY | O_TRUNC)) >= 0);
    SHOW(fstat(fd, &st));
    SHOW(st.st_size);
    SHOW(open("f", O_ACCMODE) >= 0);
    umask(027);
    SHOW(open("mode", O_CREAT | O_WRONLY, 07777) >= 0);
    SHOW(stat("mode", &st));
    printf("%o\n", st.st_mode);
    SHOW((fd = open("zero", O_CREAT | O_RDWR, 0)) >= 0);
    SHOW(write(fd, "works", 5));
    SHOW(stat("zero", &st));
    printf("%o %d\n", st.st_mode, (int)st.st_size);
    fs_list("d");
    return 0;
}
