/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* utimensat: every mix of now, omitted and given; which time changes. */
#include "fs_check.h"
#include <sys/time.h>
#include <utime.h>

static void show(const char *name)
{
    struct stat st;

    lstat(name, &st);
    for (int i = 0; i < 2; i++) {
        struct timespec t = i ? st.st_mtim : st.st_atim;

        if (t.tv_sec > 1600000000L && t.tv_sec < 4000000000L)
            printf(" now");
        else
            printf(" %ld.%09ld", (long)t.tv_sec, t.tv_nsec);
    }
    HOLDS(st.st_ctim.tv_sec > 1600000000);
}

static void set(int fd, const char *name, long a, long an, long m, long mn,
                int flags)
{
    struct timespec t[2] = {{a, an}, {m, mn}};

    SHOW(syscall(SYS_utimensat, fd, name, t, flags));
}

int main(void)
{
    int fd, read_only, path;

    fs_enter();
    fs_put("f", "x");
    fd = open("f", O_WRONLY);
    set(AT_FDCWD, "f", 10, 11, 20, 21, 0);
    show("f");
    set(AT_FDCWD, "f", 0, UTIME_OMIT, 30, 31, 0);
    show("f");
    set(AT_FDCWD, "f", 40, 999999999, 0, UTIME_OMIT, 0);
    show("f");
    set(AT_FDCWD, "f", 0, UTIME_NOW, 0, UTIME_OMIT, 0);
    show("f");
    set(AT_FDCWD, "f", 5, 5, 0, UTIME_NOW, 0);
    show("f");
    set(AT_FDCWD, "f", -7, UTIME_OMIT, -8, UTIME_OMIT, 0);
    show("f");
    set(AT_FDCWD, "f", 5, 1000000000, 5, 0, 0);
    set(AT_FDCWD, "f", 5, -1, 5, 0, 0);
    set(AT_FDCWD, "f", 5, 0, 5, UTIME_OMIT + 1, 0);
    set(fd, NULL, 50, 1, 60, 2, 0);
    show("f");
    set(fd, NULL, 50, 1, 60, 2, AT_SYMLINK_NOFOLLOW);
    set(99, NULL, 50, 1, 60, 2, 0);
    SHOW(syscall(SYS_utimensat, AT_FDCWD, NULL, NULL, 0));
    SHOW(syscall(SYS_utimensat, AT_FDCWD, "", NULL, 0));
    set(fd, "", 70, 1, 80, 2, AT_EMPTY_PATH);
    show("f");
    set(AT_FDCWD, "f", 1, 2, 3, 4, 0x10000);
    symlink("f", "l");
    symlink("none", "dangling");
    set(AT_FDCWD, "l", 90, 1, 91, 2, AT_SYMLINK_NOFOLLOW);
    show("l");
    show("f");
    set(AT_FDCWD, "l", 92, 1, 93, 2, 0);
    show("f");
    set(AT_FDCWD, "dangling", 1, 1, 1, 1, 0);
    set(AT_FDCWD, "dangling", 94, 1, 95, 1, AT_SYMLINK_NOFOLLOW);
    show("dangling");
    set(AT_FDCWD, "f/", 1, 1, 1, 1, 0);
    set(fd, "f", 1, 1, 1, 1, 0);
    /* A descriptor for reading is enough, O_PATH is not. */
    read_only = open("f", O_RDONLY);
    SHOW(futimens(read_only, NULL));
    show("f");
    path = open("f", O_PATH);
    SHOW(futimens(path, NULL));
    SHOW(utime("f", &(struct utimbuf){1, 2}));
    show("f");
    SHOW(utimes("f", (struct timeval[2]){{3, 4}, {5, 6}}));
    show("f");
    SHOW(utimes("f", (struct timeval[2]){{3, 1000000}, {5, 6}}));
    SHOW(lutimes("l", (struct timeval[2]){{7, 8}, {9, 10}}));
    show("l");
    SHOW(syscall(SYS_futimesat, fd, NULL, (struct timeval[2]){{1, 1}, {2, 2}}));
    show("f");
    return 0;
}
