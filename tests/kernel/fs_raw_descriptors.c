/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Calls about descriptors, pipes, seals and locks at their limits: numbers at and
 * beyond the most, a table that is full, pipes of each size, seals one by one, ranges
 * of locks that end where there is no file any more.
 */
#include "fs_check.h"
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>

static void numbers(void)
{
    SHOW(dup2(1, 1023));
    SHOW(dup2(1, 1024));
    SHOW(dup2(1, -1));
    SHOW(dup2(77, 77));
    SHOW(dup2(1, 1));
    SHOW(fcntl(1, F_DUPFD, 1022));
    SHOW(fcntl(1, F_DUPFD, 1022));
    SHOW(fcntl(1, F_DUPFD, 1024));
    SHOW(fcntl(1, F_DUPFD_CLOEXEC, -1));
    SHOW(fcntl(1, F_DUPFD_CLOEXEC, 1000));
    SHOW(fcntl(1000, F_GETFD));
    SHOW(fcntl(1000, F_SETFD, 0));
    SHOW(fcntl(1000, F_GETFD));
    SHOW(syscall(SYS_dup3, 1, 1, (long)O_CLOEXEC));
    SHOW(syscall(SYS_dup3, 99, 99, 0L));
    SHOW(syscall(SYS_dup3, 99, 98, 0L));
    SHOW(syscall(SYS_dup3, 1, -1, 0L));
    SHOW(syscall(SYS_dup3, 1, 1024, 0L));
    SHOW(syscall(SYS_dup3, 1, 50, (long)O_CLOEXEC));
    SHOW(dup2(50, 51));
    SHOW(fcntl(50, F_GETFD) + 10 * fcntl(51, F_GETFD));
    SHOW(syscall(SYS_close_range, 50L, 51L, 16L));
    SHOW(syscall(SYS_close_range, 51L, 50L, 0L));
    SHOW(syscall(SYS_close_range, 50L, 50L, 0L));
    SHOW(fcntl(50, F_GETFD));
    SHOW(syscall(SYS_close_range, 52L, ~0U, 0L));
    SHOW(fcntl(1000, F_GETFD));
    SHOW(fcntl(51, F_GETFD));
    SHOW(close(-1));
    SHOW(close(1000));
}

static void full_table(void)
{
    struct rlimit old, few;
    int ends[2];

    getrlimit(RLIMIT_NOFILE, &old);
    few = old;
    few.rlim_cur = 20;
    setrlimit(RLIMIT_NOFILE, &few);
    SHOW(dup2(1, 20));
    SHOW(fcntl(1, F_DUPFD, 20));
    while (dup(1) >= 0)
        ;
    SHOW(dup(1));
    SHOW(open(".", O_RDONLY));
    SHOW(creat("new", 0600));
    SHOW(access("new", F_OK));
    SHOW(pipe(ends));
    SHOW(socket(AF_UNIX, SOCK_STREAM, 0));
    SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    SHOW(eventfd(0, 0));
    SHOW(memfd_create("m", 0));
    SHOW(fcntl(1, F_DUPFD, 5));
    close(19);
    SHOW(pipe(ends));
    SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    SHOW(dup(1));
    SHOW(fcntl(51, F_GETFD));
    setrlimit(RLIMIT_NOFILE, &old);
    syscall(SYS_close_range, 3L, 60L, 0L);
}

static void pipes(void)
{
    static char data[70000];
    int p[2];

    SHOW(pipe2(p, 1));
    SHOW(pipe2(p, O_NONBLOCK | O_CLOEXEC));
    SHOW(fcntl(p[0], F_GETFL) + 0x10000 * fcntl(p[1], F_GETFL));
    SHOW(fcntl(p[0], F_GETPIPE_SZ));
    SHOW(fcntl(p[0], F_SETPIPE_SZ, 8192));
    SHOW(write(p[1], data, 4096));
    SHOW(write(p[1], data, 4096));
    SHOW(write(p[1], data, 1));
    SHOW(fcntl(p[1], F_SETPIPE_SZ, 4096));
    SHOW(read(p[0], data, 4096));
    SHOW(fcntl(p[1], F_SETPIPE_SZ, 100));
    SHOW(fcntl(p[1], F_SETPIPE_SZ, 65536));
    SHOW(fcntl(p[1], F_SETPIPE_SZ, 0x80000001));
    SHOW(write(p[1], data, 70000) < 70000);
    SHOW(write(p[1], data, 4096));
    SHOW(read(p[0], data, 70000));
    SHOW(read(p[0], data, 70000));
    close(p[1]);
    SHOW(read(p[0], data, 1));
    SHOW(read(p[0], data, 0));
    close(p[0]);
    pipe2(p, O_NONBLOCK);
    close(p[0]);
    SHOW(write(p[1], data, 1));
    SHOW(write(p[1], data, 0));
    close(p[1]);
}

static void seals(void)
{
    static char name[251];
    int f = memfd_create("x", MFD_ALLOW_SEALING);
    void *map;

    SHOW(syscall(SYS_memfd_create, "x", 0x100L));
    memset(name, 'n', 249);
    WORKS(syscall(SYS_memfd_create, name, 0L));
    name[249] = 'n';
    SHOW(syscall(SYS_memfd_create, name, 0L));
    SHOW(fcntl(f, F_GET_SEALS));
    SHOW(fcntl(f, F_ADD_SEALS, 0x40000));
    write(f, "0123456789", 10);
    SHOW(fcntl(f, F_ADD_SEALS, F_SEAL_SHRINK));
    SHOW(ftruncate(f, 5));
    SHOW(ftruncate(f, 20));
    SHOW(fcntl(f, F_ADD_SEALS, F_SEAL_GROW));
    SHOW(ftruncate(f, 30));
    SHOW(pwrite(f, "x", 1, 20));
    SHOW(fallocate(f, 0, 0, 20));
    SHOW(fallocate(f, 0, 0, 21));
    map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, f, 0);
    SHOW(fcntl(f, F_ADD_SEALS, F_SEAL_WRITE));
    munmap(map, 4096);
    SHOW(fcntl(f, F_ADD_SEALS, F_SEAL_WRITE));
    SHOW(pwrite(f, "x", 1, 3));
    SHOW(fallocate(f, 3, 0, 5));
    SHOW(fcntl(f, F_GET_SEALS));
    SHOW(fcntl(f, F_ADD_SEALS, F_SEAL_SEAL));
    SHOW(fcntl(f, F_ADD_SEALS, F_SEAL_SEAL));
    close(f);
    f = memfd_create("y", 0);
    SHOW(fcntl(f, F_GET_SEALS));
    SHOW(fcntl(f, F_ADD_SEALS, F_SEAL_GROW));
    close(f);
}

static void lock(int fd, int command, int type, int whence, off_t start,
                 off_t length)
{
    struct flock l = {type, whence, start, length, 0};
    long result = fcntl(fd, command, &l);

    printf("command %d, type %d, from %ld of %d, %ld bytes: ", command, type,
           (long)start, whence, (long)length);
    if (result)
        printf("%s\n", strerror(errno));
    else if (command == F_GETLK || command == F_OFD_GETLK)
        printf("type %d, from %ld of %d, %ld bytes, of %s\n", l.l_type,
               (long)l.l_start, l.l_whence, (long)l.l_len,
               l.l_pid == -1 ? "a file" : l.l_pid ? "a process" : "nobody");
    else
        printf("done\n");
}

static void locks(void)
{
    int a, b, c;

    fs_put("locked", "0123456789");
    a = open("locked", O_RDWR);
    b = open("locked", O_RDWR);
    c = open("locked", O_RDONLY);
    lock(a, F_SETLK, F_WRLCK, SEEK_SET, 0, 10);
    lock(b, F_SETLK, F_WRLCK, SEEK_SET, 0, 10);
    lock(b, F_OFD_GETLK, F_WRLCK, SEEK_SET, 0, 10);
    lock(b, F_OFD_SETLK, F_WRLCK, SEEK_SET, 5, 10);
    lock(b, F_OFD_SETLK, F_RDLCK, SEEK_SET, 10, 10);
    lock(b, F_OFD_SETLK, F_RDLCK, SEEK_END, -1, 1);
    lock(a, F_GETLK, F_WRLCK, SEEK_SET, 0, 0);
    lock(a, F_SETLK, F_UNLCK, SEEK_SET, 3, 3);
    lock(b, F_OFD_GETLK, F_WRLCK, SEEK_SET, 3, 3);
    lock(b, F_OFD_GETLK, F_WRLCK, SEEK_SET, 4, 0);
    lock(c, F_SETLK, F_WRLCK, SEEK_SET, 0, 1);
    lock(c, F_OFD_SETLK, F_RDLCK, SEEK_SET, 100, -10);
    lock(c, F_OFD_SETLK, F_RDLCK, SEEK_SET, 5, -10);
    lock(c, F_OFD_SETLK, F_RDLCK, SEEK_SET, INT64_MAX, 1);
    lock(c, F_OFD_SETLK, F_RDLCK, SEEK_SET, INT64_MAX, 2);
    lock(c, F_OFD_SETLK, F_RDLCK, SEEK_END, INT64_MAX, 2);
    lock(a, F_OFD_GETLK, F_WRLCK, SEEK_SET, 90, 5);
    lock(a, F_SETLK, F_RDLCK, SEEK_END, -5, -5);
    lock(a, F_SETLK, F_RDLCK, SEEK_END, -5, -6);
    SHOW(flock(a, LOCK_EX));
    SHOW(flock(b, LOCK_SH | LOCK_NB));
    SHOW(flock(a, LOCK_SH));
    SHOW(flock(b, LOCK_SH | LOCK_NB));
    SHOW(flock(a, LOCK_EX | LOCK_NB));
    SHOW(flock(b, LOCK_EX | LOCK_NB));
    SHOW(flock(b, LOCK_SH | LOCK_EX));
    SHOW(flock(99, LOCK_SH));
    close(a);
    SHOW(flock(b, LOCK_EX | LOCK_NB));
    close(b);
    close(c);
}

int main(void)
{
    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    numbers();
    full_table();
    pipes();
    seals();
    locks();
    return 0;
}
