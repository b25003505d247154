/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* UDP: cut datagrams, partners, peeking, many at once. */
#include "net_inet.h"

static int a, b;
static unsigned port;

static long to_a(const char *text, size_t n)
{
    union inet_name name;
    socklen_t size = loopback(&name, AF_INET, port);

    return sendto(b, text, n, 0, &name.any, size);
}

static int ready(int fd)
{
    struct pollfd p = {fd, POLLIN, 0};

    return poll(&p, 1, 2000);
}

int main(void)
{
    static char large[70000];
    char text[20];
    union inet_name name;
    socklen_t size;
    int c, n = 0, off = 0;
    struct iovec iov[3][1];
    struct mmsghdr m[3];

    a = socket(AF_INET, SOCK_DGRAM, 0);
    b = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    port = take_port(a, AF_INET);
    SHOW(to_a("hello world", 11));
    SHOW(ready(a));
    SHOW(ioctl(a, FIONREAD, &n));
    SHOW(n);
    SHOW(recv(a, text, 5, MSG_PEEK));
    SHOW(recv(a, text, 5, MSG_PEEK | MSG_TRUNC));
    show_receive(a, 5, 0);
    SHOW(recv(a, text, 5, MSG_DONTWAIT));
    SHOW(to_a("", 0));
    SHOW(ready(a));
    SHOW(recv(a, text, 5, 0));
    SHOW(to_a(large, 9000));
    SHOW(ready(a));
    SHOW(recv(a, large, sizeof(large), 0));
    SHOW(to_a(large, 65508));
    SHOW(recv(a, NULL, 0, MSG_DONTWAIT));
    c = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    SHOW(join(c, AF_INET, port));
    SHOW(connect(c, &(struct sockaddr){AF_UNSPEC}, sizeof(struct sockaddr)));
    SHOW(send(c, "x", 1, 0));
    /* Connected: nothing from others, and it may send elsewhere. */
    SHOW(join(c, AF_INET, port));
    show_name(c, true, port);
    SHOW(send(c, "from c", 6, 0));
    SHOW(ready(a));
    size = sizeof(name);
    SHOW(recvfrom(a, text, 20, 0, &name.any, &size));
    print_name(&name, size, port);
    SHOW(sendto(b, "stranger", 8, 0, &name.any, size));
    SHOW(sendto(a, "partner", 7, 0, &name.any, size));
    SHOW(ready(c));
    SHOW(recv(c, text, 20, 0));
    SHOW(recv(c, text, 20, 0));
    size = loopback(&name, AF_INET, port);
    SHOW(sendto(c, "named", 5, 0, &name.any, size));
    SHOW(ready(a));
    SHOW(recv(a, text, 20, 0));
    SHOW(sendto(c, "x", 1, 0, &name.any, 3));
    name.any.sa_family = AF_UNIX;
    SHOW(sendto(b, "x", 1, 0, &name.any, size));
    loopback(&name, AF_INET, 0);
    SHOW(sendto(b, "x", 1, 0, &name.any, size));
    name.in.sin_addr.s_addr = htonl(0xffffffff);
    name.in.sin_port = htons(9);
    SHOW(setsockopt(b, SOL_SOCKET, SO_BROADCAST, &off, sizeof(off)));
    SHOW(sendto(b, "x", 1, 0, &name.any, size));
    /* Several at once. */
    memset(m, 0, sizeof(m));
    for (int i = 0; i < 3; i++) {
        iov[i][0] = (struct iovec){large + i * 10, i + 1};
        m[i].msg_hdr.msg_iov = iov[i];
        m[i].msg_hdr.msg_iovlen = 1;
    }
    SHOW(sendmmsg(c, m, 3, 0));
    printf("%u %u %u\n", m[0].msg_len, m[1].msg_len, m[2].msg_len);
    for (int i = 0; i < 3; i++)
        iov[i][0].iov_len = 2;
    while (ioctl(a, FIONREAD, &n) == 0 && n == 0)
        ;
    SHOW(recvmmsg(a, m, 3, MSG_WAITFORONE, NULL));
    printf("%u %u %u flags %x\n", m[0].msg_len, m[1].msg_len, m[2].msg_len,
           m[2].msg_hdr.msg_flags);
    SHOW(recvmmsg(a, m, 3, MSG_DONTWAIT, NULL));
    SHOW(recvmmsg(a, m, 3, MSG_DONTWAIT, &(struct timespec){0, -1}));
    SHOW(listen(a, 1));
    SHOW(shutdown(a, SHUT_RD));
    SHOW(send(a, "x", 1, 0));
    return 0;
}
