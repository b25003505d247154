/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The calls with a folder: relative, absolute, wrong and removed folders. */
#include "fs_check.h"
#include <sys/time.h>

static void try(const char *what, int fd)
{
    char text[100];
    struct stat st;

    printf("%s\n", what);
    SHOW(mkdirat(fd, "dir", 0700));
    SHOW(mknodat(fd, "fifo", S_IFIFO | 0600, 0));
    SHOW(symlinkat("fifo", fd, "link"));
    memset(text, 0, sizeof(text));
    SHOW(readlinkat(fd, "link", text, sizeof(text)));
    printf("%s\n", text);
    SHOW(fstatat(fd, "link", &st, AT_SYMLINK_NOFOLLOW));
    SHOW(fchmodat(fd, "fifo", 0640, 0));
    SHOW(fchownat(fd, "fifo", 5, 6, 0));
    SHOW(faccessat(fd, "fifo", W_OK, 0));
    SHOW(utimensat(fd, "fifo", NULL, 0));
    SHOW(linkat(fd, "fifo", fd, "hard", 0));
    SHOW(renameat(fd, "hard", fd, "moved"));
    SHOW(syscall(SYS_futimesat, fd, "moved", NULL));
    SHOW(unlinkat(fd, "moved", 0));
    SHOW(unlinkat(fd, "dir", 0));
    SHOW(unlinkat(fd, "fifo", AT_REMOVEDIR));
    SHOW(unlinkat(fd, "dir", AT_REMOVEDIR));
    SHOW(unlinkat(fd, "link", 0));
    SHOW(unlinkat(fd, "fifo", 0));
    SHOW(unlinkat(fd, "fifo", 1));
}

int main(void)
{
    char text[10];
    int dir, file, gone;

    fs_enter();
    mkdir("in", 0700);
    mkdir("gone", 0700);
    fs_put("file", "x");
    dir = open("in", O_RDONLY | O_DIRECTORY);
    file = open("file", O_RDONLY);
    gone = open("gone", O_RDONLY);
    rmdir("gone");
    try("a folder", dir);
    try("by O_PATH", open("in", O_PATH));
    try("the working folder", AT_FDCWD);
    try("a file", file);
    try("a bad descriptor", 99);
    try("a negative one", -5);
    try("a removed folder", gone);
    /* An absolute name does not look at the descriptor. */
    SHOW(faccessat(99, "/", F_OK, 0));
    SHOW(faccessat(file, "/dev/null", F_OK, 0));
    SHOW(unlinkat(dir, "none", 0x100));
    SHOW(unlinkat(dir, ".", AT_REMOVEDIR));
    SHOW(unlinkat(dir, "..", AT_REMOVEDIR));
    SHOW(unlinkat(dir, "", AT_REMOVEDIR));
    SHOW(readlinkat(dir, "", text, 10));
    SHOW(readlinkat(file, "", text, 10));
    SHOW(mkdirat(dir, "", 0700));
    SHOW(fchownat(file, "", 3, 4, AT_EMPTY_PATH));
    SHOW(fchownat(file, "", 3, 4, 0));
    SHOW(fchownat(dir, "none", 3, 4, 0x10000));
    symlink("file", "l");
    memset(text, 0, 10);
    SHOW(readlinkat(open("l", O_PATH | O_NOFOLLOW), "", text, 10));
    printf("%s\n", text);
    SHOW(syscall(SYS_faccessat2, file, "", R_OK, AT_EMPTY_PATH));
    SHOW(syscall(SYS_faccessat2, file, "", R_OK, 0));
    SHOW(syscall(SYS_faccessat2, AT_FDCWD, "l", F_OK, AT_SYMLINK_NOFOLLOW));
    SHOW(syscall(SYS_faccessat2, AT_FDCWD, "l", 8, AT_SYMLINK_NOFOLLOW));
    fs_list("in");
    return 0;
}
