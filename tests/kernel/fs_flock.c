/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Locks of open files: flock, and ranges of fcntl (F_OFD_SETLK). */
#include "fs_check.h"
#include <sys/file.h>

static int a, b, copy;

static void ofd(int fd, int type, off_t start, off_t length)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET,
                         .l_start = start, .l_len = length};

    printf("%c %d %ld+%ld: ", fd == a ? 'a' : 'b', type, (long)start,
           (long)length);
    SHOW(fcntl(fd, F_OFD_SETLK, &lock));
}

static void query(int fd, int type, off_t start, off_t length)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET,
                         .l_start = start, .l_len = length};

    SHOW(fcntl(fd, F_OFD_GETLK, &lock));
    if (lock.l_type == F_UNLCK)
        printf("free\n");
    else
        printf("%d %ld+%ld %d\n", lock.l_type, (long)lock.l_start,
               (long)lock.l_len, (int)lock.l_pid);
}

static void whole(void)
{
    SHOW(flock(a, LOCK_SH | LOCK_NB));
    SHOW(flock(b, LOCK_SH | LOCK_NB));
    SHOW(flock(a, LOCK_EX | LOCK_NB));
    SHOW(flock(b, LOCK_EX | LOCK_NB));
    SHOW(flock(a, LOCK_SH | LOCK_NB));
    SHOW(flock(copy, LOCK_EX | LOCK_NB));
    SHOW(flock(b, LOCK_UN));
    SHOW(flock(a, LOCK_EX | LOCK_NB));
    SHOW(flock(copy, LOCK_UN));
    SHOW(flock(b, LOCK_EX));
    SHOW(flock(a, LOCK_SH | LOCK_NB));
    SHOW(flock(b, LOCK_UN));
    SHOW(flock(a, 0));
    SHOW(flock(99, LOCK_SH));
    SHOW(flock(a, LOCK_EX));
    SHOW(close(copy));
    SHOW(flock(b, LOCK_SH | LOCK_NB));
}

static void ranges(void)
{
    struct flock bad = {.l_type = F_RDLCK, .l_pid = 1};

    ofd(a, F_WRLCK, 10, 10);
    ofd(b, F_RDLCK, 0, 10);
    ofd(b, F_RDLCK, 0, 11);
    ofd(b, F_WRLCK, 20, 0);
    query(b, F_RDLCK, 0, 0);
    query(a, F_WRLCK, 0, 5);
    query(a, F_RDLCK, 0, 5);
    query(a, F_WRLCK, 500, 5);
    ofd(a, F_UNLCK, 12, 4);
    ofd(b, F_WRLCK, 12, 4);
    ofd(b, F_WRLCK, 12, 5);
    ofd(b, F_WRLCK, 11, 5);
    ofd(a, F_RDLCK, 17, 2);
    ofd(b, F_RDLCK, 17, 2);
    ofd(b, F_RDLCK, 19, 1);
    ofd(a, F_UNLCK, 0, 0);
    query(b, F_WRLCK, 0, 0);
    ofd(b, F_UNLCK, 0, 0);
    ofd(a, F_WRLCK, -1, 1);
    ofd(a, F_WRLCK, 10, -5);
    query(b, F_WRLCK, 0, 0);
    SHOW(fcntl(a, F_OFD_SETLK, &bad));
}

int main(void)
{
    fs_enter();
    a = open("f", O_CREAT | O_RDWR, 0600);
    b = open("f", O_RDWR);
    copy = dup(a);
    whole();
    ranges();
    SHOW(close(a));
    query(b, F_WRLCK, 0, 0);
    SHOW(flock(b, LOCK_EX | LOCK_NB));
    return 0;
}
