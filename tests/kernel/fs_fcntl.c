/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fcntl: flags, locks, what it refuses; flock. */
#include "fs_check.h"
#include <sys/file.h>

int main(void)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 10};
    int fd, pipes[2];

    fs_enter();
    SHOW(fd = open("f", O_CREAT | O_RDWR | O_EXCL | O_TRUNC, 0600));
    printf("%x\n", fcntl(fd, F_GETFL));
    SHOW(fcntl(fd, F_SETFL, O_APPEND | O_NONBLOCK | O_WRONLY | O_CREAT));
    printf("%x\n", fcntl(fd, F_GETFL));
    SHOW(fcntl(fd, F_SETFD, FD_CLOEXEC));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(fcntl(fd, F_SETFD, 0));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(fcntl(fd, F_SETLK, &lock));
    SHOW(fcntl(fd, F_GETLK, &lock));
    SHOW(lock.l_type);
    lock.l_type = F_UNLCK;
    SHOW(fcntl(fd, F_SETLKW, &lock));
    SHOW(fcntl(fd, F_GETLK, &lock));
    lock.l_type = 9;
    SHOW(fcntl(fd, F_SETLK, &lock));
    lock.l_type = F_WRLCK;
    lock.l_whence = 7;
    SHOW(fcntl(fd, F_SETLK, &lock));
    lock.l_whence = SEEK_SET;
    SHOW(fcntl(open("f", O_RDONLY), F_SETLK, &lock));
    SHOW(fcntl(fd, 9999));
    SHOW(fcntl(99, F_GETFD));
    SHOW(fcntl(fd, F_GETPIPE_SZ));
    SHOW(pipe(pipes));
    printf("%x %x\n", fcntl(pipes[0], F_GETFL), fcntl(pipes[1], F_GETFL));
    SHOW(fcntl(pipes[0], F_GETPIPE_SZ));
    SHOW(fcntl(pipes[1], F_SETPIPE_SZ, 5000));
    SHOW(fcntl(pipes[1], F_SETPIPE_SZ, 0));
    SHOW(flock(fd, LOCK_EX));
    SHOW(flock(fd, LOCK_SH | LOCK_NB));
    SHOW(flock(fd, LOCK_UN));
    SHOW(flock(fd, 77));
    SHOW(flock(99, LOCK_EX));
    SHOW(lockf(fd, F_LOCK, 0));
    SHOW(lockf(fd, F_TEST, 0));
    return 0;
}
