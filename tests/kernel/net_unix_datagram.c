/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* AF_UNIX datagrams: names, cut messages, full queues, partners. */
#include "net_check.h"

static struct sockaddr_un name;
static socklen_t size;

static int bound(const char *text)
{
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);

    size = unix_name(&name, text);
    SHOW(bind(fd, (void *)&name, size));
    return fd;
}

static long to(int fd, const char *where, const char *text)
{
    size = unix_name(&name, where);
    return sendto(fd, text, strlen(text), 0, (void *)&name, size);
}

int main(void)
{
    static char large[300000];
    char text[20];
    int a, b, c, s[2], n = 0;

    fs_enter();
    a = bound("a");
    b = bound("@b");
    c = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    SHOW(to(c, "a", "unnamed"));
    SHOW(to(b, "a", "named"));
    show_receive(a, 100, 0);
    size = sizeof(name);
    SHOW(recvfrom(a, text, 2, MSG_TRUNC, (void *)&name, &size));
    show_unix_name(&name, size);
    SHOW(recvfrom(a, text, 2, 0, (void *)&name, &size));
    SHOW(to(a, "@b", ""));
    show_poll("empty message", b);
    show_receive(b, 100, MSG_PEEK);
    show_receive(b, 100, 0);
    show_receive(b, 100, 0);
    SHOW(to(a, "@none", "x"));
    SHOW(to(a, "none", "x"));
    fs_put("plain", "x");
    SHOW(to(a, "plain", "x"));
    SHOW(send(c, "x", 1, 0));
    SHOW(sendto(a, large, sizeof(large), 0, (void *)&name,
                unix_name(&name, "@b")));
    /* A partner: only its messages come in. */
    size = unix_name(&name, "a");
    SHOW(connect(b, (void *)&name, size));
    SHOW(send(b, "to a", 4, 0));
    show_receive(a, 100, 0);
    SHOW(to(a, "@b", "from a"));
    SHOW(to(c, "@b", "from c"));
    show_receive(b, 100, 0);
    size = unix_name(&name, "@b");
    SHOW(connect(c, (void *)&name, size));
    SHOW(getpeername(b, (void *)&name, &(socklen_t){sizeof(name)}));
    SHOW(connect(b, &(struct sockaddr){AF_UNSPEC}, sizeof(struct sockaddr)));
    SHOW(getpeername(b, (void *)&name, &(socklen_t){sizeof(name)}));
    SHOW(send(b, "x", 1, 0));
    SHOW(to(c, "@b", "from c"));
    show_receive(b, 100, 0);
    /* A full queue. */
    while (n < 1000 && to(c, "a", "fill") > 0)
        n++;
    HOLDS(n >= 10 && n < 1000);
    printf("%s\n", strerror(errno));
    recv(a, text, 20, 0);
    SHOW(to(c, "a", "room"));
    SHOW(bind(a, (void *)&name, unix_name(&name, "again")));
    SHOW(bind(socket(AF_UNIX, SOCK_DGRAM, 0), (void *)&name,
              unix_name(&name, "a")));
    SHOW(bind(socket(AF_UNIX, SOCK_DGRAM, 0), (void *)&name,
              unix_name(&name, "none/a")));
    SHOW(listen(a, 1));
    SHOW(accept(a, NULL, NULL));
    SHOW(unlink("a"));
    SHOW(to(c, "a", "gone"));
    close(b);
    SHOW(to(c, "@b", "closed"));
    SHOW(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, s));
    SHOW(send(s[0], "one", 3, 0));
    SHOW(send(s[0], "two", 3, 0));
    SHOW(shutdown(s[1], SHUT_RD));
    show_receive(s[1], 100, 0);
    show_receive(s[1], 100, 0);
    show_receive(s[1], 100, 0);
    SHOW(send(s[0], "x", 1, MSG_NOSIGNAL));
    close(s[1]);
    SHOW(send(s[0], "x", 1, MSG_NOSIGNAL));
    return 0;
}
