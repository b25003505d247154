/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Edges of the calls about files: lists read with little room, a directory that
 * is gone, set-id bits of a file that is written to, each pair of nanoseconds of
 * utimensat, each bit of the flags that calls take.
 */
#include "fs_check.h"
#include <sys/stat.h>

static char room[4000];

/* The names that one after the other comes out with so much room. */
static void list_with(int call, int dir, long size)
{
    long n, entries = 0;

    lseek(dir, 0, SEEK_SET);
    while ((n = syscall(call, dir, room, size)) > 0)
        for (long at = 0; at < n; entries++) {
            unsigned short length;

            memcpy(&length, room + at + 16, sizeof(length));
            at += length;
        }
    if (n == 0)
        printf("%ld bytes: all %ld\n", size, entries);
    else
        printf("%ld bytes: %s\n", size, strerror(errno));
}

static void lists(void)
{
    char name[100];
    int dir;

    mkdir("list", 0755);
    for (int i = 1; i < 80; i += 26) {
        snprintf(name, sizeof(name), "list/%0*d", i, 0);
        fs_put(name, "");
    }
    dir = open("list", O_RDONLY);
    for (long size = 0; size < 24; size += 8)
        list_with(SYS_getdents64, dir, size);
    for (long size = 104; size < 300; size += 48) {
        list_with(SYS_getdents64, dir, size);
        list_with(SYS_getdents, dir, size);
    }
    close(dir);
}

static void gone(void)
{
    struct stat st;
    int dir;

    mkdir("gone", 0755);
    fs_put("file", "x");
    dir = open("gone", O_RDONLY);
    rmdir("gone");
    SHOW(syscall(SYS_getdents64, dir, room, 100L));
    SHOW(openat(dir, "x", O_CREAT | O_RDWR, 0600));
    WORKS(openat(dir, ".", O_RDONLY));
    SHOW(mkdirat(dir, "x", 0700));
    SHOW(mknodat(dir, "x", S_IFIFO | 0600, 0));
    SHOW(symlinkat("x", dir, "y"));
    SHOW(linkat(AT_FDCWD, "file", dir, "y", 0));
    SHOW(renameat(AT_FDCWD, "file", dir, "y"));
    SHOW(unlinkat(dir, "x", 0));
    SHOW(syscall(SYS_fchmod, dir, 0700));
    SHOW(fchdir(dir));
    SHOW(syscall(SYS_getcwd, room, 100L));
    SHOW(mkdir("x", 0700));
    SHOW(stat(".", &st));
    SHOW(st.st_nlink);
    SHOW(chdir("."));
    SHOW(chdir(".."));
    SHOW(syscall(SYS_getcwd, room, 0L));
    SHOW(syscall(SYS_getcwd, room, 1L));
    close(dir);
}

static void show_mode(const char *what)
{
    struct stat st;

    stat("bits", &st);
    printf("%s: %o\n", what, st.st_mode);
    chmod("bits", 06777);
}

/* Only a new owner takes them where the superuser writes. */
static void set_id_bits(void)
{
    int fd;

    fs_put("bits", "0123456789");
    fd = open("bits", O_RDWR);
    chmod("bits", 06777);
    write(fd, "x", 1);
    show_mode("write");
    ftruncate(fd, 5);
    show_mode("ftruncate");
    truncate("bits", 20);
    show_mode("truncate");
    close(open("bits", O_WRONLY | O_TRUNC));
    show_mode("O_TRUNC");
    chown("bits", -1, -1);
    show_mode("chown");
    close(fd);
}

static long seconds(struct timespec t)
{
    return t.tv_sec > 1000 ? 1000 : t.tv_sec;
}

static void one_time(long access, long modified)
{
    struct timespec times[2] = {{5, access}, {-6, modified}};
    struct timespec start[2] = {{1, 1}, {2, 2}};
    struct stat st;

    utimensat(AT_FDCWD, "file", start, 0);
    printf("%ld %ld: ", access, modified);
    SHOW(syscall(SYS_utimensat, AT_FDCWD, "file", times, 0L));
    stat("file", &st);
    printf("%ld %ld\n", seconds(st.st_atim), seconds(st.st_mtim));
    SHOW(syscall(SYS_utimensat, AT_FDCWD, "none", times, 0L));
}

static void times(void)
{
    static const long ns[] = {0,          999999999, 1000000000,   -1,
                              UTIME_NOW, UTIME_OMIT, UTIME_NOW - 1};
    struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    int fd = open("file", O_RDWR), path = open("file", O_PATH);

    for (int i = 0; i < 7; i++)
        for (int j = 0; j < 7; j++)
            one_time(ns[i], ns[j]);
    SHOW(syscall(SYS_utimensat, fd, NULL, now, 0L));
    SHOW(syscall(SYS_utimensat, fd, NULL, now, (long)AT_EMPTY_PATH));
    SHOW(syscall(SYS_utimensat, fd, NULL, now, (long)AT_SYMLINK_NOFOLLOW));
    SHOW(syscall(SYS_utimensat, fd, "", now, (long)AT_EMPTY_PATH));
    SHOW(syscall(SYS_utimensat, path, "", now, (long)AT_EMPTY_PATH));
    SHOW(syscall(SYS_utimensat, path, NULL, now, 0L));
    SHOW(syscall(SYS_utimensat, 99, NULL, now, 0L));
    close(fd);
    close(path);
}

#define BIT(call)                                                              \
    do {                                                                       \
        printf("%lx: ", bit);                                                  \
        SHOW(call);                                                            \
    } while (0)

static void flags(void)
{
    for (long bit = 1; bit < 0x10000; bit *= 2) {
        BIT(syscall(SYS_statx, AT_FDCWD, "file", bit, 0x7ffL, room));
        BIT(syscall(SYS_newfstatat, AT_FDCWD, "file", room, bit));
        BIT(syscall(SYS_faccessat2, AT_FDCWD, "file", F_OK, bit));
        BIT(syscall(SYS_fchownat, AT_FDCWD, "file", 0, 0, bit));
        BIT(syscall(SYS_utimensat, AT_FDCWD, "file", NULL, bit));
        BIT(syscall(SYS_unlinkat, AT_FDCWD, "none", bit));
        BIT(syscall(SYS_linkat, AT_FDCWD, "none", AT_FDCWD, "new", bit));
        if (bit != 4) /* RENAME_WHITEOUT */
            BIT(syscall(SYS_renameat2, AT_FDCWD, "none", AT_FDCWD, "x", bit));
        BIT(syscall(SYS_access, "file", bit));
        BIT(syscall(SYS_dup3, 1, 60L, bit));
        BIT(syscall(SYS_close_range, 5000L, 5001L, bit));
    }
    SHOW(syscall(SYS_statx, AT_FDCWD, "file", 0x6000L, 0x7ffL, room));
    SHOW(syscall(SYS_newfstatat, AT_FDCWD, "file", room, 0x6000L));
    SHOW(syscall(SYS_statx, AT_FDCWD, "file", 0L, 0x80000000L, room));
}

int main(void)
{
    fs_enter();
    set_id_bits();
    lists();
    fs_put("file", "x");
    times();
    flags();
    gone();
    return 0;
}
