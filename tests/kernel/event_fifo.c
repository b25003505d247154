/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* FIFOs: making, opening with and without waiting, ends, what poll says. */
#include "fs_check.h"
#include <pthread.h>
#include <sys/sysmacros.h>

static void *write_late(void *p)
{
    int fd;

    usleep(10000);
    fd = open("fifo", O_WRONLY);
    write(fd, "late", 4);
    usleep(10000);
    close(fd);
    return p;
}

static void *read_late(void *p)
{
    char text[10];
    int fd;

    usleep(10000);
    fd = open("fifo", O_RDONLY);
    if (read(fd, text, 10) != 2)
        printf("read something else\n");
    close(fd);
    return p;
}

static int ready(int fd)
{
    struct pollfd p = {fd, POLLIN | POLLOUT, 0};

    poll(&p, 1, 0);
    return p.revents;
}

static void making(void)
{
    struct stat st;

    SHOW(mkfifo("fifo", 0666));
    SHOW(mkfifo("fifo", 0666));
    SHOW(mkfifo("none/fifo", 0666));
    SHOW(stat("fifo", &st));
    SHOW(S_ISFIFO(st.st_mode));
    SHOW(st.st_mode & 07777);
    SHOW(mknod("file", S_IFREG | 0600, 0));
    SHOW(mknod("plain", 0600, 0));
    SHOW(stat("plain", &st));
    SHOW(S_ISREG(st.st_mode));
    SHOW(mknod("socket", S_IFSOCK | 0600, 0));
    SHOW(open("socket", O_RDONLY));
    SHOW(mknod("dir", S_IFDIR | 0700, 0));
    SHOW(mknod("what", S_IFLNK | 0700, 0));
    SHOW(mknodat(AT_FDCWD, "second", S_IFIFO | 0600, 0));
    SHOW(unlink("second"));
}

static void nonblocking(void)
{
    char text[10];
    int r, w;

    SHOW(open("fifo", O_WRONLY | O_NONBLOCK));
    r = open("fifo", O_RDONLY | O_NONBLOCK);
    SHOW(ready(r));
    SHOW(read(r, text, 10));
    w = open("fifo", O_WRONLY | O_NONBLOCK);
    SHOW(ready(r));
    SHOW(ready(w));
    SHOW(read(r, text, 10));
    SHOW(write(w, "abc", 3));
    SHOW(ready(r));
    SHOW(lseek(r, 0, SEEK_SET));
    SHOW(close(w));
    SHOW(ready(r));
    SHOW(read(r, text, 10));
    SHOW(read(r, text, 10));
    SHOW(ready(r));
    SHOW(close(r));
    r = open("fifo", O_RDWR);
    SHOW(write(r, "xyz", 3));
    SHOW(ready(r));
    SHOW(read(r, text, 10));
    SHOW(close(r));
    r = open("fifo", O_RDONLY | O_NONBLOCK);
    SHOW(read(r, text, 10));
    SHOW(close(r));
}

static void blocking(void)
{
    pthread_t t;
    char text[10];
    int fd;

    pthread_create(&t, NULL, write_late, NULL);
    fd = open("fifo", O_RDONLY);
    SHOW(read(fd, text, 10));
    SHOW(read(fd, text, 10));
    pthread_join(t, NULL);
    SHOW(close(fd));
    pthread_create(&t, NULL, read_late, NULL);
    fd = open("fifo", O_WRONLY);
    SHOW(write(fd, "hi", 2));
    pthread_join(t, NULL);
    SHOW(close(fd));
}

int main(void)
{
    fs_enter();
    making();
    nonblocking();
    blocking();
    SHOW(unlink("fifo"));
    return 0;
}
