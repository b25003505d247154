/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fcntl: which flags a descriptor says it has, and which can be changed. */
#include "fs_check.h"
#include <sys/socket.h>

static void show(const char *what, int fd)
{
    int flags = fcntl(fd, F_GETFL);

    printf("%s: %x fd %x\n", what, flags, fcntl(fd, F_GETFD));
}

int main(void)
{
    int fd, s[2], p[2];

    fs_enter();
    fs_put("f", "x");
    show("read", open("f", O_RDONLY));
    show("write", open("f", O_WRONLY | O_TRUNC));
    show("cloexec", fd = open("f", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    SHOW(fcntl(fd, F_SETFD, 0));
    SHOW(fcntl(fd, F_SETFD, 3));
    show("again", fd);
    SHOW(fcntl(fd, F_SETFD, 2));
    show("again", fd);
    show("append", open("f", O_WRONLY | O_APPEND | O_NONBLOCK));
    show("sync", open("f", O_WRONLY | O_SYNC));
    show("dsync", open("f", O_WRONLY | O_DSYNC));
    show("noatime", open("f", O_RDONLY | O_NOATIME));
    show("nofollow", open("f", O_RDONLY | O_NOFOLLOW));
    show("noctty", open("f", O_RDONLY | O_NOCTTY | O_EXCL));
    show("folder", open(".", O_RDONLY | O_DIRECTORY));
    show("path", fd = open("f", O_PATH));
    show("path of a folder", open(".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    SHOW(fcntl(fd, F_SETFL, O_NONBLOCK));
    SHOW(fcntl(fd, F_DUPFD, 50));
    show("copy", 50);
    fd = open("f", O_RDWR);
    SHOW(fcntl(fd, F_SETFL, -1 & ~O_DIRECT & ~O_ASYNC));
    show("all", fd);
    SHOW(fcntl(fd, F_SETFL, 0));
    show("none", fd);
    SHOW(fcntl(fd, F_SETFL, O_RDONLY | O_TRUNC | O_SYNC));
    show("sync by F_SETFL", fd);
    SHOW(pipe2(p, O_NONBLOCK));
    show("pipe in", p[0]);
    show("pipe out", p[1]);
    SHOW(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, s));
    show("socket", s[0]);
    SHOW(fcntl(s[0], F_SETFL, O_NONBLOCK | O_APPEND));
    show("socket", s[0]);
    SHOW(fcntl(99, F_GETFL));
    SHOW(fcntl(99, F_SETFL, 0));
    SHOW(fcntl(99, F_SETFD, 0));
    SHOW(fcntl(fd, 4242, 0));
    SHOW(fcntl(-1, F_GETFD));
    return 0;
}
