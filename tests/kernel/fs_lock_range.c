/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Record locks: how ranges split and merge, whence, who is said to hold one. */
#include "fs_check.h"

static int a, b;

static void set(int fd, int type, int whence, long start, long length)
{
    struct flock lock = {
        .l_type = type, .l_whence = whence, .l_start = start, .l_len = length};
    int got = fcntl(fd, F_OFD_SETLK, &lock);

    printf("%s %s %d:%ld+%ld: %s\n", fd == a ? "a" : "b",
           type == F_RDLCK   ? "read"
           : type == F_WRLCK ? "write"
                             : "unlock",
           whence, start, length, got ? strerror(errno) : "ok");
}

/* What of the first bytes b cannot lock, as a line of letters. */
static void show(void)
{
    for (int i = 0; i < 40; i++) {
        struct flock lock = {.l_type = F_WRLCK, .l_start = i, .l_len = 1};

        fcntl(b, F_OFD_GETLK, &lock);
        putchar(lock.l_type == F_UNLCK   ? '.'
                : lock.l_type == F_RDLCK ? 'r'
                                         : 'w');
    }
    putchar('\n');
}

int main(void)
{
    struct flock lock = {.l_type = F_WRLCK, .l_start = 5, .l_len = 3};
    int c;

    fs_enter();
    fs_put("f", "0123456789");
    a = open("f", O_RDWR);
    b = open("f", O_RDWR);
    set(a, F_WRLCK, SEEK_SET, 5, 20);
    show();
    set(a, F_RDLCK, SEEK_SET, 10, 5);
    show();
    set(a, F_UNLCK, SEEK_SET, 12, 1);
    show();
    set(a, F_WRLCK, SEEK_SET, 12, 1);
    set(a, F_WRLCK, SEEK_SET, 10, 5);
    show();
    set(a, F_WRLCK, SEEK_SET, 30, -3);
    show();
    set(a, F_UNLCK, SEEK_SET, 0, 0);
    show();
    lseek(a, 4, SEEK_SET);
    set(a, F_WRLCK, SEEK_CUR, 2, 2);
    set(a, F_RDLCK, SEEK_END, -1, 5);
    show();
    set(a, F_WRLCK, SEEK_END, -20, 5);
    set(a, F_WRLCK, SEEK_SET, -1, 5);
    set(a, F_WRLCK, SEEK_SET, 2, -3);
    set(a, F_WRLCK, SEEK_SET, INT64_MAX, 2);
    set(a, F_WRLCK, SEEK_SET, INT64_MAX, 0);
    set(a, F_WRLCK, SEEK_SET, 35, 0);
    show();
    set(b, F_WRLCK, SEEK_SET, 0, 6);
    set(b, F_WRLCK, SEEK_SET, 0, 7);
    set(b, F_RDLCK, SEEK_SET, 9, 2);
    set(b, F_WRLCK, SEEK_SET, 9, 2);
    set(a, F_WRLCK, SEEK_SET, 9, 2);
    SHOW(fcntl(b, F_OFD_GETLK, &lock));
    printf("%d %d %ld %ld %d\n", lock.l_type, lock.l_whence, (long)lock.l_start,
           (long)lock.l_len, (int)lock.l_pid);
    lock = (struct flock){.l_type = F_WRLCK, .l_start = 50, .l_len = 3};
    SHOW(fcntl(b, F_OFD_GETLK, &lock));
    printf("%d %ld %ld\n", lock.l_type, (long)lock.l_start, (long)lock.l_len);
    /* The process' own locks conflict with those of descriptors. */
    lock = (struct flock){.l_type = F_WRLCK, .l_start = 6, .l_len = 1};
    SHOW(fcntl(a, F_SETLK, &lock));
    SHOW(fcntl(b, F_SETLK, &lock));
    lock.l_start = 20;
    SHOW(fcntl(b, F_SETLK, &lock));
    SHOW(fcntl(a, F_SETLK, &lock));
    set(a, F_WRLCK, SEEK_SET, 20, 1);
    /* Closing any descriptor of the file lets go of them. */
    c = open("f", O_RDONLY);
    SHOW(close(c));
    set(a, F_WRLCK, SEEK_SET, 20, 1);
    SHOW(close(a));
    a = -2;
    set(b, F_WRLCK, SEEK_SET, 0, 0);
    c = open("f", O_RDONLY);
    lock = (struct flock){.l_type = F_WRLCK};
    SHOW(fcntl(c, F_OFD_SETLK, &lock));
    SHOW(fcntl(open("f", O_WRONLY), F_OFD_SETLK,
               &(struct flock){.l_type = F_RDLCK}));
    SHOW(fcntl(open("f", O_PATH), F_OFD_SETLK, &lock));
    return 0;
}
