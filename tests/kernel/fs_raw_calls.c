/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls about files that libc has other calls for: old ones, and their errors. */
#include "fs_check.h"
#include <sys/statfs.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <utime.h>

static void make(void)
{
    int d = open(".", O_RDONLY);

    SHOW(syscall(SYS_eventfd, 1));
    SHOW(syscall(SYS_inotify_init));
    SHOW(syscall(SYS_mount, "none", "nowhere", "tmpfs", 0, NULL));
    SHOW(syscall(SYS_creat, "new", 0600));
    fs_put("old", "text");
    WORKS(syscall(SYS_creat, "old", 0600));
    fs_cat("old");
    SHOW(syscall(SYS_creat, ".", 0600));
    SHOW(syscall(SYS_creat, "none/x", 0600));
    SHOW(syscall(SYS_creat, "", 0600));
    SHOW(syscall(SYS_mknodat, d, "fifo", S_IFIFO | 0600, 0));
    SHOW(syscall(SYS_mknodat, d, "fifo", S_IFIFO | 0600, 0));
    SHOW(syscall(SYS_mknodat, 99, "f", S_IFIFO | 0600, 0));
    SHOW(syscall(SYS_mknodat, d, "f", S_IFDIR | 0600, 0));
    SHOW(syscall(SYS_symlinkat, "old", d, "link"));
    SHOW(syscall(SYS_symlinkat, "old", d, "link"));
    SHOW(syscall(SYS_symlinkat, "", d, "empty"));
    SHOW(syscall(SYS_symlinkat, "old", 99, "link"));
    SHOW(syscall(SYS_symlinkat, "old", d, "none/link"));
    SHOW(syscall(SYS_fchmodat, d, "old", 0640));
    SHOW(syscall(SYS_fchmodat, d, "none", 0640));
    SHOW(syscall(SYS_fchmodat, 99, "old", 0640));
    SHOW(syscall(SYS_lchown, "link", 7, 8));
    SHOW(syscall(SYS_lchown, "none", 7, 8));
    SHOW(syscall(SYS_renameat2, d, "old", d, "new", 8));
    SHOW(syscall(SYS_renameat2, d, "old", d, "new", 1));
    SHOW(syscall(SYS_renameat2, d, "old", d, "new", 3));
    SHOW(syscall(SYS_renameat2, d, "none", d, "new", 2));
    SHOW(syscall(SYS_renameat2, d, "old", d, "new", 2));
    SHOW(syscall(SYS_faccessat2, d, "new", R_OK, 0x8000));
    SHOW(syscall(SYS_faccessat2, d, "link", F_OK, AT_SYMLINK_NOFOLLOW));
    close(d);
}

static void times_of(const char *path)
{
    struct stat st;

    SHOW(stat(path, &st));
    printf("%ld.%09ld %ld.%09ld\n", st.st_atim.tv_sec, st.st_atim.tv_nsec,
           st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

static void times(void)
{
    struct timeval us[2] = {{10, 20}, {30, 40}}, bad[2] = {{1, 1000000}, {1, 0}};
    struct utimbuf seconds = {50, 60};

    SHOW(syscall(SYS_futimesat, AT_FDCWD, "new", us));
    times_of("new");
    SHOW(syscall(SYS_futimesat, AT_FDCWD, "new", bad));
    SHOW(syscall(SYS_futimesat, AT_FDCWD, "none", us));
    SHOW(syscall(SYS_futimesat, 99, "new", us));
    SHOW(syscall(SYS_utime, "new", &seconds));
    times_of("new");
    SHOW(syscall(SYS_utime, "none", &seconds));
    SHOW(syscall(SYS_utime, "none", NULL));
    SHOW(syscall(SYS_utimes, "new", us));
    times_of("new");
    SHOW(syscall(SYS_utimes, "new", bad));
    SHOW(syscall(SYS_utimes, "new", NULL));
}

static void to_disk(int fd, int end)
{
    struct statfs st;

    SHOW(syscall(SYS_sync));
    SHOW(syscall(SYS_syncfs, fd));
    SHOW(syscall(SYS_syncfs, 99));
    SHOW(syscall(SYS_fsync, end));
    SHOW(syscall(SYS_fdatasync, fd));
    SHOW(syscall(SYS_fdatasync, end));
    SHOW(syscall(SYS_fdatasync, 99));
    SHOW(syscall(SYS_fstatfs, fd, &st));
    HOLDS(st.f_bsize > 0 && st.f_bfree <= st.f_blocks);
    SHOW(st.f_namelen);
    SHOW(syscall(SYS_fstatfs, 99, &st));
    SHOW(syscall(SYS_statfs, "none", &st));
    SHOW(syscall(SYS_fadvise64, fd, 0, 0, 0));
    SHOW(syscall(SYS_fadvise64, fd, 0, 0, 77));
    SHOW(syscall(SYS_fadvise64, fd, 0, -1, 0));
    SHOW(syscall(SYS_fadvise64, end, 0, 0, 0));
    SHOW(syscall(SYS_fadvise64, 99, 0, 0, 0));
    SHOW(syscall(SYS_readahead, fd, 0, 100));
    SHOW(syscall(SYS_readahead, end, 0, 100));
    SHOW(syscall(SYS_readahead, 99, 0, 100));
}

static void vectors(int fd, int end)
{
    char a[4] = "abc", b[4] = "def";
    struct iovec iov[2] = {{a, 3}, {b, 3}};

    SHOW(syscall(SYS_pwritev2, fd, iov, 2, 0, 0, 0));
    SHOW(syscall(SYS_pwritev2, fd, iov, 2, -1, 0, 0));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(syscall(SYS_pwritev2, fd, iov, 2, 0, 0, 0x40000000));
    SHOW(syscall(SYS_pwritev2, fd, iov, -1, 0, 0, 0));
    SHOW(syscall(SYS_pwritev2, fd, iov, 0, 0, 0, 0));
    SHOW(syscall(SYS_pwritev2, fd, iov, 2, -7, 0, 0));
    SHOW(syscall(SYS_pwritev2, end, iov, 2, 0, 0, 0));
    SHOW(syscall(SYS_preadv2, fd, iov, 2, 1, 0, 0));
    printf("%.3s %.3s\n", a, b);
    SHOW(syscall(SYS_preadv2, fd, iov, 2, -1, 0, 0));
    SHOW(syscall(SYS_preadv2, fd, iov, 2, 100, 0, 0));
    SHOW(syscall(SYS_preadv2, fd, iov, 2, 0, 0, 0x40000000));
    SHOW(syscall(SYS_preadv2, fd, iov, 1025, 0, 0, 0));
    SHOW(syscall(SYS_preadv2, 99, iov, 2, 0, 0, 0));
    SHOW(syscall(SYS_pread64, fd, a, 3, -1));
    SHOW(syscall(SYS_pwrite64, fd, a, 3, -1));
    SHOW(syscall(SYS_pread64, 99, a, 3, 0));
    SHOW(syscall(SYS_pwrite64, end, a, 3, 0));
}

static void lists(void)
{
    char room[300];
    int d = open(".", O_RDONLY), f = open("new", O_RDONLY);

    SHOW(syscall(SYS_getdents, f, room, sizeof(room)));
    SHOW(syscall(SYS_getdents, 99, room, sizeof(room)));
    SHOW(syscall(SYS_getdents, d, room, 10));
    HOLDS(syscall(SYS_getdents, d, room, sizeof(room)) > 0);
    SHOW(syscall(SYS_getdents64, f, room, sizeof(room)));
    SHOW(syscall(SYS_getdents64, d, room, 3));
    SHOW(syscall(SYS_close_range, 5, 4, 0));
    SHOW(syscall(SYS_close_range, 100, 200, 8));
    SHOW(syscall(SYS_close_range, 100, 200, 0));
    SHOW(syscall(SYS_newfstatat, d, "new", room, 0x8000));
    SHOW(syscall(SYS_newfstatat, d, "", room, 0));
    SHOW(syscall(SYS_newfstatat, d, "", room, AT_EMPTY_PATH));
}

int main(void)
{
    int fd, ends[2];

    fs_enter();
    make();
    times();
    fd = open("data", O_RDWR | O_CREAT, 0600);
    pipe(ends);
    to_disk(fd, ends[0]);
    vectors(fd, ends[1]);
    lists();
    return 0;
}
