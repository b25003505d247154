/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Does a bit of everything as often as its argument says and cleans up. The
 * kernel's allocations that live at the end must not depend on that number.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

static char block[20000];

static void files(void)
{
    int fd = open("f", O_CREAT | O_RDWR, 0600), other;

    write(fd, block, sizeof(block));
    pwrite(fd, block, 1, 1L << 34);
    ftruncate(fd, 5000);
    fallocate(fd, 3, 0, 4096);
    fallocate(fd, 0, 0, 100000);
    other = dup(fd);
    close(fd);
    close(other);
    open("f", O_CREAT | O_EXCL, 0600);
    open("f/", O_CREAT, 0600);
    open("f", O_DIRECTORY);
    link("f", "g");
    rename("f", "g");
    rename("f", "h");
    symlink("h", "f");
    syscall(SYS_renameat2, AT_FDCWD, "h", AT_FDCWD, "f", 2);
    close(open("h", O_WRONLY | O_TRUNC));
    unlink("g");
    unlink("f");
    unlink("h");
    unlink("g");
    fd = open(".", O_TMPFILE | O_RDWR, 0600);
    write(fd, "x", 1);
    close(fd);
    close(open("/dev/null", O_RDONLY));
    close(open("/dev/none", O_RDONLY));
}

static void directories(void)
{
    char path[100];
    int fd;

    mkdir("d", 0700);
    mkdir("d/e", 0700);
    mkdir("d/e/f", 0700);
    mkdir("x", 0700);
    rename("d/e", "x/e");
    rename("x/e", "x/e/f/g");
    syscall(SYS_renameat2, AT_FDCWD, "d", AT_FDCWD, "x/e/f", 2);
    rename("x/e/f", "d");
    rename("x", "d");
    fd = open("d", O_RDONLY);
    chdir("x/e");
    rmdir("../e/f");
    rmdir("../e");
    getcwd(path, sizeof(path));
    symlink("loop", "/loop");
    open("/loop", O_RDONLY);
    open("/loop/x", O_RDONLY);
    unlink("/loop");
    symlink("../d/none/x", "/x/l");
    open("/x/l", O_CREAT, 0600);
    open("/x/l/", O_RDONLY);
    stat("/x/l", &(struct stat){0});
    unlink("/x/l");
    chdir("/");
    close(fd);
    rmdir("x/e/f");
    rmdir("x/e");
    rmdir("d/e");
    rmdir("d/f");
    rmdir("x");
    rmdir("d");
}

static void pipes(void)
{
    int p[2];

    pipe2(p, O_NONBLOCK);
    write(p[1], block, sizeof(block));
    fcntl(p[1], F_SETPIPE_SZ, 100000);
    close(p[1]);
    read(p[0], block, 100);
    close(p[0]);
    pipe(p);
    dup2(p[0], 200);
    close(p[0]);
    close(p[1]);
    close(200);
}

static void lock(int fd, int command, int type, off_t start, off_t length)
{
    struct flock lock = {.l_type = type, .l_start = start, .l_len = length};

    fcntl(fd, command, &lock);
}

static void locks(void)
{
    int fd = open("f", O_CREAT | O_RDWR, 0600), other = open("f", O_RDWR);

    flock(fd, LOCK_EX | LOCK_NB);
    flock(other, LOCK_SH | LOCK_NB);
    flock(fd, LOCK_SH | LOCK_NB);
    lock(fd, F_OFD_SETLK, F_WRLCK, 10, 10);
    lock(fd, F_OFD_SETLK, F_UNLCK, 14, 2);
    lock(other, F_SETLK, F_WRLCK, 14, 2);
    lock(other, F_SETLK, F_RDLCK, 0, 5);
    lock(other, F_SETLK, F_UNLCK, 1, 1);
    lock(fd, F_OFD_SETLK, F_WRLCK, 0, 0);
    close(other);
    lock(fd, F_OFD_SETLK, F_WRLCK, 0, 0);
    close(fd);
    unlink("f");
}

/* Enough descriptors in the epoll to have it grow. */
static void events(void)
{
    struct itimerspec later = {.it_value = {1000, 0}};
    struct epoll_event event = {.events = EPOLLIN}, got[4];
    int e = epoll_create1(0), n = eventfd(1, EFD_NONBLOCK), copies[20];
    int t = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct pollfd polled[3] = {{e, POLLIN}, {n, POLLIN}, {t, POLLIN}};

    timerfd_settime(t, 0, &later, NULL);
    epoll_ctl(e, EPOLL_CTL_ADD, n, &event);
    epoll_ctl(e, EPOLL_CTL_ADD, t, &event);
    for (int i = 0; i < 20; i++) {
        copies[i] = dup(n);
        epoll_ctl(e, EPOLL_CTL_ADD, copies[i], &event);
    }
    epoll_wait(e, got, 4, 0);
    poll(polled, 3, 0);
    for (int i = 0; i < 20; i++)
        close(copies[i]);
    close(n);
    close(e);
    close(t);
}

static void watches(void)
{
    char room[300];
    int i = inotify_init1(IN_NONBLOCK), fd;

    mkdir("w", 0700);
    inotify_add_watch(i, "w", IN_ALL_EVENTS);
    inotify_add_watch(i, ".", IN_ALL_EVENTS | IN_ONESHOT);
    fd = open("w/a", O_CREAT | O_WRONLY, 0600);
    inotify_add_watch(i, "w/a", IN_ALL_EVENTS);
    write(fd, "x", 1);
    if (rename("w/a", "w/b"))
        unlink("w/a");
    unlink("w/b");
    read(i, room, sizeof(room));
    close(fd);
    rmdir("w");
    close(i);
}

static void moves(void)
{
    int m = memfd_create("m", 0), p[2], in, out;

    pipe2(p, O_NONBLOCK);
    ftruncate(m, 30000);
    sendfile(p[1], m, &(off_t){0}, 9000);
    splice(p[0], NULL, m, &(off_t){20000}, 9000, 0);
    close(p[0]);
    close(p[1]);
    mkfifo("p", 0600);
    in = open("p", O_RDONLY | O_NONBLOCK);
    out = open("p", O_WRONLY | O_NONBLOCK);
    write(out, block, 100);
    copy_file_range(m, NULL, m, NULL, 10, 0);
    close(in);
    close(out);
    close(m);
    unlink("p");
}

int main(int argc, char **argv)
{
    for (int i = atoi(argv[1]); i > 0; i--) {
        files();
        directories();
        pipes();
        locks();
        events();
        watches();
        moves();
    }
    for (int fd = 3; fd < 200; fd++)
        if (close(fd) == 0)
            printf("descriptor %d was left open\n", fd);
    if (access("d", F_OK) == 0 || access("x", F_OK) == 0)
        printf("a directory was left\n");
    return 0;
}
