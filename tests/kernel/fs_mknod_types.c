/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mknod and mkfifo: which types it makes, and what becomes of the mode. */
#include "fs_check.h"
#include <sys/socket.h>
#include <sys/un.h>

static void show(const char *name)
{
    struct stat st;

    if (lstat(name, &st))
        printf("%s: %s\n", name, strerror(errno));
    else
        printf("%s: %o %d\n", name, st.st_mode, (int)st.st_size);
}

int main(void)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "socket"};
    char c = 0;
    int in, out;

    fs_enter();
    umask(027);
    SHOW(mknod("plain", S_IFREG | 0666, 0));
    show("plain");
    SHOW(mknod("zero", 0666, 0));
    show("zero");
    SHOW(mknod("fifo", S_IFIFO | 0666, 0));
    show("fifo");
    SHOW(mknod("socket", S_IFSOCK | 0666, 0));
    show("socket");
    SHOW(mknod("dir", S_IFDIR | 0666, 0));
    SHOW(mknod("link", S_IFLNK | 0666, 0));
    SHOW(mknod("odd", 0110000 | 0666, 0));
    SHOW(mknod("plain", S_IFREG | 0666, 0));
    SHOW(mknod("none/x", S_IFREG | 0666, 0));
    SHOW(mknod("x/", S_IFREG | 0666, 0));
    SHOW(mknod("", S_IFREG | 0666, 0));
    SHOW(mkfifo("plain", 0600));
    SHOW(mkfifo("sticky", 07777));
    show("sticky");
    SHOW(open("socket", O_RDONLY));
    SHOW(open("socket", O_PATH) >= 0);
    SHOW(open("fifo", O_WRONLY | O_NONBLOCK));
    SHOW((in = open("fifo", O_RDONLY | O_NONBLOCK)) >= 0);
    SHOW(read(in, &c, 1));
    SHOW((out = open("fifo", O_WRONLY)) >= 0);
    SHOW(read(in, &c, 1));
    SHOW(write(out, "f", 1));
    SHOW(unlink("fifo"));
    SHOW(read(in, &c, 1));
    SHOW(close(out));
    SHOW(read(in, &c, 1));
    SHOW((out = open("sticky", O_RDWR)) >= 0);
    SHOW(write(out, "g", 1));
    SHOW(read(out, &c, 1));
    SHOW(connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&name, sizeof(name)));
    SHOW(unlink("socket"));
    SHOW(bind(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&name, sizeof(name)));
    show("socket");
    SHOW(bind(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&name, sizeof(name)));
    SHOW(rename("socket", "moved"));
    show("moved");
    return 0;
}
