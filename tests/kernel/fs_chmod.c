/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Modes and owners: stored, masked, set-id bits; access. */
#include "fs_check.h"

static void show_mode(const char *name)
{
    struct stat st;

    lstat(name, &st);
    printf("%s: %o %d %d\n", name, st.st_mode, st.st_uid, st.st_gid);
}

int main(void)
{
    int fd;

    fs_enter();
    umask(022);
    fd = open("f", O_CREAT | O_RDWR, 06777);
    show_mode("f");
    SHOW(chmod("f", 04755));
    show_mode("f");
    SHOW(fchmod(fd, 0100644));
    show_mode("f");
    SHOW(fchmodat(AT_FDCWD, "f", 0600, 0));
    SHOW(chmod("none", 0600));
    SHOW(fchmod(99, 0600));
    SHOW(access("f", R_OK | W_OK));
    SHOW(access("f", X_OK));
    SHOW(chmod("f", 0100));
    SHOW(access("f", X_OK));
    SHOW(access("f", R_OK | W_OK | X_OK));
    SHOW(access("f", 8));
    SHOW(access("none", F_OK));
    SHOW(access("f/x", F_OK));
    SHOW(faccessat(AT_FDCWD, ".", X_OK, 0));
    SHOW(faccessat(AT_FDCWD, "f", F_OK, AT_EACCESS));
    SHOW(syscall(SYS_faccessat2, AT_FDCWD, "f", F_OK, 0x40));
    SHOW(chown("f", 1000, 1001));
    show_mode("f");
    SHOW(chmod("f", 06711));
    SHOW(chown("f", -1, 5));
    show_mode("f");
    SHOW(fchown(fd, 7, -1));
    show_mode("f");
    SHOW(symlink("f", "l"));
    SHOW(lchown("l", 3, 4));
    show_mode("l");
    show_mode("f");
    SHOW(fchownat(AT_FDCWD, "l", 8, 9, AT_SYMLINK_NOFOLLOW));
    show_mode("l");
    SHOW(fchownat(AT_FDCWD, "l", 10, 11, 0));
    show_mode("f");
    SHOW(chown("none", 1, 1));
    SHOW(fchown(99, 1, 1));
    return 0;
}
