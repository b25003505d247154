/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Names of AF_UNIX: paths, abstract ones; listen, connect, accept. */
#include "net_check.h"

static struct sockaddr_un name;

static int bound(int type, const char *text)
{
    int fd = socket(AF_UNIX, type, 0);
    socklen_t n = unix_name(&name, text);

    SHOW(bind(fd, (struct sockaddr *)&name, n) ? errno : 0);
    return fd;
}

static int joined(int type, const char *text)
{
    int fd = socket(AF_UNIX, type | SOCK_NONBLOCK, 0);
    socklen_t n = unix_name(&name, text);

    if (connect(fd, (struct sockaddr *)&name, n)) {
        printf("connect %s: %s\n", text, strerror(errno));
        close(fd);
        return -1;
    }
    return fd;
}

static void show_names(int fd)
{
    socklen_t n = sizeof(name);

    memset(&name, 0, n);
    getsockname(fd, (struct sockaddr *)&name, &n);
    show_unix_name(&name, n);
    n = sizeof(name);
    memset(&name, 0, n);
    if (getpeername(fd, (struct sockaddr *)&name, &n))
        printf("no peer: %s\n", strerror(errno));
    else
        show_unix_name(&name, n);
}

static void connections(int type, const char *text)
{
    char buffer[100] = "";
    int l = bound(type, text), c, a;
    socklen_t n = sizeof(name);

    joined(type, text);
    SHOW(accept(l, NULL, NULL));
    SHOW(listen(l, 1));
    show_names(l);
    show_poll("listening", l);
    joined(type == SOCK_STREAM ? SOCK_SEQPACKET : SOCK_STREAM, text);
    c = joined(type, text);
    SHOW(write(c, "early", 5));
    show_poll("connection", l);
    a = accept4(l, (struct sockaddr *)&name, &n, SOCK_NONBLOCK);
    HOLDS(a >= 0);
    SHOW(n);
    show_names(c);
    show_names(a);
    SHOW(read(a, buffer, 100));
    SHOW(connect(c, (struct sockaddr *)&name, unix_name(&name, text)));
    SHOW(listen(c, 1));
    HOLDS(joined(type, text) >= 0);
    HOLDS(joined(type, text) >= 0);
    HOLDS(joined(type, text) < 0);
    close(a);
    SHOW(read(c, buffer, 100));
    close(c);
    close(l);
    joined(type, text);
}

static void datagrams(void)
{
    int a = bound(SOCK_DGRAM, "a"), b = bound(SOCK_DGRAM, "@b");
    int c = joined(SOCK_DGRAM, "a"), n;

    SHOW(write(c, "from c", 6));
    show_receive(a, 100, 0);
    n = unix_name(&name, "a");
    SHOW(sendto(b, "from b", 6, 0, (struct sockaddr *)&name, n));
    show_receive(a, 100, 0);
    SHOW(send(b, "x", 1, 0));
    n = unix_name(&name, "@none");
    SHOW(sendto(b, "x", 1, 0, (struct sockaddr *)&name, n));
    SHOW(listen(a, 1));
    SHOW(accept(a, NULL, NULL));
    close(a);
    SHOW(write(c, "x", 1));
    SHOW(write(c, "x", 1));
    SHOW(recv(b, &name, 1, MSG_DONTWAIT));
}

int main(void)
{
    struct stat st;
    int fd;

    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    connections(SOCK_STREAM, "path");
    SHOW(stat("path", &st));
    HOLDS(S_ISSOCK(st.st_mode));
    SHOW(open("path", O_RDONLY));
    bound(SOCK_STREAM, "path");
    SHOW(unlink("path"));
    joined(SOCK_STREAM, "path");
    connections(SOCK_SEQPACKET, "@abstract");
    datagrams();
    fs_put("file", "text");
    joined(SOCK_STREAM, "file");
    joined(SOCK_STREAM, "none/none");
    fd = bound(SOCK_STREAM, "@again");
    bound(SOCK_STREAM, "@again");
    SHOW(bind(fd, (struct sockaddr *)&name, unix_name(&name, "@other")));
    name.sun_family = AF_INET;
    SHOW(bind(fd, (struct sockaddr *)&name, 10));
    SHOW(bind(fd, (struct sockaddr *)&name, 200));
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    SHOW(listen(fd, 1));
    SHOW(read(fd, &name, 1));
    SHOW(write(fd, "x", 1));
    show_poll("fresh", fd);
    name.sun_family = AF_UNIX;
    SHOW(bind(fd, (struct sockaddr *)&name, 2));
    fd = sizeof(name);
    return 0;
}
