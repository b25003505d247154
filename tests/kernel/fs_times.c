/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* File times: set by calls, by changes, left alone. */
#include "fs_check.h"
#include <sys/time.h>
#include <utime.h>

static void show_times(const char *name)
{
    struct stat st;

    lstat(name, &st);
    printf("%s: %ld.%09ld %ld.%09ld\n", name, (long)st.st_atim.tv_sec,
           st.st_atim.tv_nsec, (long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

int main(void)
{
    struct timespec both[2] = {{1000, 1}, {2000, 2}};
    struct timespec omit[2] = {{0, UTIME_OMIT}, {3000, 3}};
    struct timespec none[2] = {{0, UTIME_OMIT}, {0, UTIME_OMIT}};
    struct timespec bad[2] = {{0, 1000000000}, {0, 0}};
    struct timeval us[2] = {{10, 1}, {20, 2}}, bad_us[2] = {{0, 1000000}};
    struct utimbuf seconds = {30, 40};
    struct stat st, later;
    int fd;

    fs_enter();
    fs_put("f", "x");
    stat("f", &st);
    HOLDS(st.st_mtime > 1600000000);
    SHOW(utimensat(AT_FDCWD, "f", both, 0));
    show_times("f");
    SHOW(utimensat(AT_FDCWD, "f", omit, 0));
    show_times("f");
    SHOW(utimensat(AT_FDCWD, "f", none, 0));
    SHOW(utimensat(AT_FDCWD, "none", none, 0));
    SHOW(utimensat(AT_FDCWD, "f", bad, 0));
    SHOW(utimensat(AT_FDCWD, "none", both, 0));
    SHOW(utimensat(AT_FDCWD, "f", both, 0x40));
    fd = open("f", O_RDWR);
    SHOW(futimens(fd, both));
    show_times("f");
    SHOW(futimens(99, both));
    SHOW(utimes("f", us));
    show_times("f");
    SHOW(utimes("f", bad_us));
    SHOW(utime("f", &seconds));
    show_times("f");
    SHOW(futimesat(AT_FDCWD, "f", us));
    SHOW(symlink("f", "l"));
    SHOW(utimensat(AT_FDCWD, "l", both, AT_SYMLINK_NOFOLLOW));
    show_times("l");
    show_times("f");
    SHOW(write(fd, "y", 1));
    fstat(fd, &st);
    HOLDS(st.st_mtime > 1600000000 && st.st_ctime > 1600000000);
    HOLDS(st.st_atime == 10);
    SHOW(utimensat(AT_FDCWD, "f", NULL, 0));
    stat("f", &st);
    HOLDS(st.st_atime > 1600000000);
    SHOW(utimensat(AT_FDCWD, ".", both, 0));
    fs_put("new", "");
    stat(".", &later);
    HOLDS(later.st_mtime > 1600000000);
    return 0;
}
