/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The stat family: types, sizes, link counts, flags. */
#include "fs_check.h"

int main(void)
{
    struct stat st, other;
    int fd, pipes[2];

    fs_enter();
    fs_put("f", "12345");
    SHOW(stat("f", &st));
    printf("%o %d %ld %ld\n", st.st_mode, (int)st.st_nlink, (long)st.st_size,
           (long)st.st_blksize);
    HOLDS(st.st_blocks == 8);
    HOLDS(st.st_uid == getuid() && st.st_gid == getgid());
    HOLDS(st.st_ino != 0);
    fd = open("f", O_RDONLY);
    SHOW(fstat(fd, &other));
    HOLDS(st.st_ino == other.st_ino && st.st_dev == other.st_dev);
    SHOW(stat("none", &st));
    SHOW(stat("", &st));
    SHOW(stat("f/", &st));
    SHOW(fstat(99, &st));
    SHOW(fstat(-1, &st));
    SHOW(fstatat(AT_FDCWD, "f", &st, 0));
    SHOW(fstatat(fd, "", &st, AT_EMPTY_PATH));
    SHOW(st.st_size);
    SHOW(fstatat(fd, "", &st, 0));
    SHOW(fstatat(fd, "x", &st, 0));
    SHOW(fstatat(99, "x", &st, 0));
    SHOW(fstatat(AT_FDCWD, "f", &st, 0x40));
    SHOW(fstatat(AT_FDCWD, "", &st, AT_EMPTY_PATH));
    HOLDS(S_ISDIR(st.st_mode));
    SHOW(symlink("f", "l"));
    SHOW(fstatat(AT_FDCWD, "l", &st, AT_SYMLINK_NOFOLLOW));
    printf("%o %ld\n", st.st_mode, (long)st.st_size);
    SHOW(pipe(pipes));
    SHOW(fstat(pipes[0], &st));
    printf("%o %ld\n", st.st_mode, (long)st.st_size);
    SHOW(stat("/dev/null", &st));
    printf("%o %lx\n", st.st_mode, (long)st.st_rdev);
    SHOW(stat("..", &st));
    HOLDS(S_ISDIR(st.st_mode));
    stat("/", &st);
    stat("/..", &other);
    HOLDS(st.st_ino == other.st_ino);
    return 0;
}
