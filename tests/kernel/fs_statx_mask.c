/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* statx: masks, flags, what it says of every type of file. */
#include "fs_check.h"
#include <sys/sysmacros.h>

struct times {
    int64_t sec;
    uint32_t nsec, pad;
};

struct answer {
    uint32_t mask, blksize;
    uint64_t attributes;
    uint32_t nlink, uid, gid;
    uint16_t mode, pad;
    uint64_t ino, size, blocks, attributes_mask;
    struct times atime, btime, ctime, mtime;
    uint32_t rdev_major, rdev_minor, dev_major, dev_minor;
    uint64_t spare[14];
};

static void show(int fd, const char *name, int flags, unsigned mask)
{
    struct answer x;
    struct stat st;

    memset(&x, 0, sizeof(x));
    printf("\"%s\" flags %x mask %x: ", name, flags, mask);
    if (syscall(SYS_statx, fd, name, flags, mask, &x)) {
        printf("%s\n", strerror(errno));
        return;
    }
    printf("mode %o, links %s, uid %d, asked %s", x.mode,
           x.nlink ? "some" : "none", x.uid,
           (x.mask & mask & 0x7ff) == (mask & 0x7ff) ? "all" : "NOT ALL");
    if ((x.mode & S_IFMT) == S_IFREG)
        printf(", %d bytes", (int)x.size);
    if ((x.mode & S_IFMT) == S_IFCHR)
        printf(", device %d:%d", x.rdev_major, x.rdev_minor);
    if (!fstatat(fd, name, &st, flags & (AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)))
        printf(", same as stat: %s",
               st.st_ino == x.ino && st.st_mode == x.mode &&
                       st.st_mtim.tv_nsec == x.mtime.nsec &&
                       st.st_mtim.tv_sec == x.mtime.sec &&
                       st.st_blocks == (blkcnt_t)x.blocks &&
                       major(st.st_dev) == x.dev_major &&
                       minor(st.st_dev) == x.dev_minor &&
                       st.st_blksize == (blksize_t)x.blksize
                   ? "yes"
                   : "NO");
    printf("\n");
}

int main(void)
{
    int fd, p[2];

    fs_enter();
    fs_put("f", "hello");
    symlink("f", "l");
    symlink("none", "dangling");
    mkdir("d", 0710);
    mkfifo("p", 0604);
    fd = open("f", O_RDONLY);
    show(AT_FDCWD, "f", 0, 0x7ff);
    show(AT_FDCWD, "f", 0, 0x1fff);
    show(AT_FDCWD, "f", 0, 0x7fffffff);
    show(AT_FDCWD, "f", 0, 0x80000000);
    show(AT_FDCWD, "f", 0x2000, 0x7ff);
    show(AT_FDCWD, "f", 0x4000, 0x7ff);
    show(AT_FDCWD, "f", 0x6000, 0x7ff);
    show(AT_FDCWD, "f", 0x200, 0x7ff);
    show(AT_FDCWD, "f", AT_NO_AUTOMOUNT, 0x7ff);
    show(AT_FDCWD, "l", 0, 0x7ff);
    show(AT_FDCWD, "l", AT_SYMLINK_NOFOLLOW, 0x7ff);
    show(AT_FDCWD, "dangling", 0, 0x7ff);
    show(AT_FDCWD, "dangling", AT_SYMLINK_NOFOLLOW, 0x7ff);
    show(AT_FDCWD, "d", 0, 0x7ff);
    show(AT_FDCWD, "d/", AT_SYMLINK_NOFOLLOW, 0x7ff);
    show(AT_FDCWD, "p", 0, 0x7ff);
    show(AT_FDCWD, "/dev/null", 0, 0x7ff);
    show(AT_FDCWD, "/dev/zero", 0, 0x7ff);
    show(AT_FDCWD, "f/x", 0, 0x7ff);
    show(AT_FDCWD, "", 0, 0x7ff);
    show(fd, "", AT_EMPTY_PATH, 0x7ff);
    show(fd, "", 0, 0x7ff);
    show(fd, "f", 0, 0x7ff);
    show(99, "f", 0, 0x7ff);
    show(99, "", AT_EMPTY_PATH, 0x7ff);
    show(open("l", O_PATH | O_NOFOLLOW), "", AT_EMPTY_PATH, 0x7ff);
    pipe(p);
    show(p[0], "", AT_EMPTY_PATH, 0x1);
    unlink("f");
    show(AT_FDCWD, "f", 0, 0x7ff);
    show(fd, "", AT_EMPTY_PATH, 0x7ff);
    return 0;
}
