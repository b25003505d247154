/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * fcntl, ioctl, locks, duplicates and the calls of special files on a descriptor
 * of each kind of file. What libc does for itself where a call fails is left out.
 */
#include "fs_kinds.h"
#include <sys/file.h>

static void duplicates(enum kind kind)
{
    ON(fcntl(fd, F_DUPFD, 100));
    close(100);
    ON(fcntl(fd, F_DUPFD_CLOEXEC, 100));
    close(100);
    ON(fcntl(fd, F_DUPFD, -1));
    ON(dup2(fd, 100));
    close(100);
    ON(dup2(fd, -1));
    ON(dup3(fd, 100, O_CLOEXEC));
    close(100);
    ON(dup3(fd, 100, O_NONBLOCK));
    ON(dup3(fd, fd, 0));
}

static void flags(enum kind kind)
{
    ON(fcntl(fd, F_GETFD));
    ON(fcntl(fd, F_SETFD, -1));
    ON(fcntl(fd, F_GETFL));
    ON(fcntl(fd, F_SETFL, O_APPEND | O_NONBLOCK | O_CREAT));
    ON(fcntl(fd, F_GETOWN));
    ON(fcntl(fd, F_GETPIPE_SZ));
    ON(fcntl(fd, F_SETPIPE_SZ, 4096));
    ON(fcntl(fd, F_SETPIPE_SZ, 4097));
    ON(fcntl(fd, F_SETPIPE_SZ, 0));
    ON(fcntl(fd, F_SETPIPE_SZ, -1));
    ON(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
    ON(fcntl(fd, 9999, 0));
}

static void locks_by(enum kind kind, int command)
{
    struct flock write = {.l_type = F_WRLCK}, read = {.l_type = F_RDLCK};
    struct flock none = {.l_type = F_UNLCK}, type = {.l_type = 7};
    struct flock whence = {.l_type = F_RDLCK, .l_whence = 5};
    struct flock before = {.l_type = F_RDLCK, .l_start = -1};

    printf("command %d\n", command);
    ON(fcntl(fd, command, &write));
    ON(fcntl(fd, command, &read));
    if (command == F_SETLK || command == F_OFD_SETLK)
        ON(fcntl(fd, command, &none));
    ON(fcntl(fd, command, &type));
    ON(fcntl(fd, command, &whence));
    ON(fcntl(fd, command, &before));
    write.l_pid = 1;
    ON(fcntl(fd, command, &write));
}

static void locks(enum kind kind)
{
    locks_by(kind, F_SETLK);
    locks_by(kind, F_GETLK);
    locks_by(kind, F_OFD_SETLK);
    locks_by(kind, F_OFD_GETLK);
    ON(flock(fd, LOCK_SH));
    ON(flock(fd, LOCK_EX | LOCK_NB));
    ON(flock(fd, LOCK_UN));
    ON(flock(fd, 0));
    ON(flock(fd, LOCK_SH | LOCK_EX));
}

/* An epoll got ioctls of its own, and with them another error. */
static void requests(enum kind kind)
{
    int n = 1;
    char room[100];

    ON(ioctl(fd, FIONBIO, &n));
    ON(ioctl(fd, FIOCLEX));
    ON(ioctl(fd, FIONCLEX));
    if (kind == EPOLL)
        return;
    n = -7;
    ON(ioctl(fd, FIONREAD, &n));
    printf("n %d\n", n);
    n = -7;
    ON(ioctl(fd, TIOCOUTQ, &n));
    printf("n %d\n", n);
    ON(ioctl(fd, TCGETS, room));
    ON(ioctl(fd, TIOCGWINSZ, room));
    ON(ioctl(fd, 0x12345, room));
}

static void others(enum kind kind)
{
    struct itimerspec t = {{0, 0}, {0, 0}};
    sigset_t set;

    sigemptyset(&set);
    ON(timerfd_settime(fd, 0, &t, NULL));
    ON(timerfd_gettime(fd, &t));
    ON(inotify_add_watch(fd, ".", IN_CREATE));
    ON(inotify_rm_watch(fd, 1));
    ON(signalfd(fd, &set, 0) == fd ? 0 : -1);
    ON(openat(fd, "none", O_RDONLY));
    ON(mkdirat(fd, "", 0700));
    ON(fchdir(fd));
    ON(syscall(SYS_getdents64, fd, &t, 0L));
    ON(close(fd));
}

int main(void)
{
    fs_enter();
    for (enum kind kind = 0; kind < KINDS; kind++) {
        duplicates(kind);
        flags(kind);
        locks(kind);
        requests(kind);
        others(kind);
    }
    return 0;
}
