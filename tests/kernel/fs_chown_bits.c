/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* chown: who stays with -1, set-id bits that go, links followed or not. */
#include "fs_check.h"

static void show(const char *name)
{
    struct stat st;

    lstat(name, &st);
    printf("%s: %o %d:%d\n", name, st.st_mode, (int)st.st_uid, (int)st.st_gid);
}

int main(void)
{
    int fd, path;

    fs_enter();
    umask(022);
    fs_put("f", "x");
    mkdir("d", 0755);
    symlink("f", "l");
    fd = open("f", O_RDWR);
    path = open("f", O_PATH);
    SHOW(chmod("f", 06755));
    SHOW(chown("f", 1, 2));
    show("f");
    SHOW(chmod("f", 06745));
    SHOW(chown("f", -1, -1));
    show("f");
    SHOW(chmod("f", 06755));
    SHOW(fchown(fd, -1, 3));
    show("f");
    SHOW(chmod("d", 06755));
    SHOW(chown("d", 7, 8));
    show("d");
    SHOW(lchown("l", 9, 10));
    show("l");
    show("f");
    SHOW(chown("l", 11, 12));
    show("l");
    show("f");
    /* libc goes by this name where the descriptor does not do. */
    SHOW(access("/proc/self/fd", F_OK));
    SHOW(fchown(path, 1, 1));
    SHOW(fchmod(path, 0600));
    SHOW(fchownat(path, "", 13, 14, AT_EMPTY_PATH));
    show("f");
    SHOW(fchownat(fd, "", 15, -1, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW));
    show("f");
    SHOW(chown("none", 1, 1));
    SHOW(chown("f/", 1, 1));
    SHOW(chown("", 1, 1));
    SHOW(lchown("none", 1, 1));
    SHOW(fchown(99, 1, 1));
    SHOW(fchmod(99, 1));
    /* Writing takes set-user-id away, but not from root's own writes. */
    SHOW(chmod("f", 06777));
    SHOW(write(fd, "y", 1));
    SHOW(ftruncate(fd, 0));
    SHOW(chmod("f", 0177777));
    show("f");
    SHOW(chmod("f", 0));
    show("f");
    SHOW(chmod("l", 0644));
    show("f");
    show("l");
    /* A folder with the set-group-id bit hands its group down. */
    SHOW(chmod("d", 02755));
    fs_put("d/f", "x");
    mkdir("d/d", 0755);
    mkfifo("d/p", 0644);
    symlink("x", "d/l");
    show("d/f");
    show("d/d");
    show("d/p");
    show("d/l");
    return 0;
}
