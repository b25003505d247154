/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* socketpair: order, boundaries, peeking, vectors, ends. */
#include "net_check.h"

static void stream(void)
{
    char buffer[100] = "";
    int s[2], n;
    struct iovec iov[2] = {{"ab", 2}, {"cde", 3}};

    SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, s));
    show_poll("empty", s[0]);
    SHOW(write(s[0], "hello", 5));
    SHOW(send(s[0], " world", 6, 0));
    SHOW(writev(s[0], iov, 2));
    show_poll("full", s[1]);
    SHOW(ioctl(s[1], FIONREAD, &n));
    SHOW(n);
    show_receive(s[1], 8, MSG_PEEK);
    show_receive(s[1], 3, 0);
    show_receive(s[1], 100, MSG_DONTWAIT);
    show_receive(s[1], 100, MSG_DONTWAIT);
    SHOW(write(s[0], "12345", 5));
    iov[0] = (struct iovec){buffer, 2};
    iov[1] = (struct iovec){buffer + 10, 20};
    SHOW(readv(s[1], iov, 2));
    printf("%s %s\n", buffer, buffer + 10);
    SHOW(read(s[1], buffer, 0));
    SHOW(write(s[0], "", 0));
    SHOW(write(s[0], "last", 4));
    SHOW(shutdown(s[0], SHUT_WR));
    show_poll("shut", s[0]);
    show_poll("peer shut", s[1]);
    SHOW(read(s[1], buffer, 100));
    SHOW(read(s[1], buffer, 100));
    SHOW(write(s[1], "back", 4));
    SHOW(read(s[0], buffer, 100));
    SHOW(write(s[0], "x", 1));
    SHOW(close(s[1]));
    show_poll("peer closed", s[0]);
    SHOW(read(s[0], buffer, 100));
    SHOW(send(s[0], "x", 1, MSG_NOSIGNAL));
    close(s[0]);
}

static void reset(void)
{
    char buffer[10];
    int s[2];

    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    SHOW(write(s[0], "unread", 6));
    SHOW(close(s[1]));
    show_poll("reset", s[0]);
    SHOW(read(s[0], buffer, 10));
    SHOW(read(s[0], buffer, 10));
    SHOW(write(s[0], "x", 1));
    close(s[0]);
}

static void messages(int type)
{
    char buffer[100] = "";
    int s[2], n;

    SHOW(socketpair(AF_UNIX, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, s));
    SHOW(fcntl(s[0], F_GETFL));
    SHOW(fcntl(s[0], F_GETFD));
    SHOW(send(s[0], "first", 5, 0));
    SHOW(send(s[0], "second", 6, 0));
    SHOW(ioctl(s[1], FIONREAD, &n));
    show_receive(s[1], 3, MSG_PEEK);
    show_receive(s[1], 3, MSG_TRUNC);
    show_receive(s[1], 100, 0);
    show_receive(s[1], 100, 0);
    SHOW(send(s[0], "", 0, 0));
    SHOW(recv(s[1], buffer, 100, 0));
    SHOW(shutdown(s[0], SHUT_WR));
    SHOW(send(s[0], "x", 1, 0));
    SHOW(recv(s[1], buffer, 100, 0));
    SHOW(close(s[1]));
    show_poll("closed", s[0]);
    SHOW(recv(s[0], buffer, 100, 0));
    close(s[0]);
    socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, s);
    close(s[1]);
    SHOW(send(s[0], "x", 1, 0));
    SHOW(send(s[0], "x", 1, 0));
    close(s[0]);
}

/* More than one message by one call; some or none of them. */
static void many(void)
{
    struct iovec iov[2] = {{"ab", 2}, {"cde", 3}};
    struct mmsghdr m[2] = {{.msg_hdr = {.msg_iov = iov, .msg_iovlen = 1}},
                           {.msg_hdr = {.msg_iov = iov, .msg_iovlen = 2}}};
    int s[2];

    socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
    SHOW(syscall(SYS_sendmmsg, s[0], m, 2, 0));
    printf("%u %u\n", m[0].msg_len, m[1].msg_len);
    SHOW(syscall(SYS_sendmmsg, s[0], m, 0, 0));
    close(s[0]);
    close(s[1]);
}

int main(void)
{
    int s[2];

    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    many();
    stream();
    reset();
    messages(SOCK_DGRAM);
    messages(SOCK_SEQPACKET);
    SHOW(socketpair(AF_INET, SOCK_STREAM, 0, s));
    SHOW(socketpair(AF_UNIX, SOCK_STREAM, 7, s));
    SHOW(socketpair(AF_UNIX, 9, 0, s));
    SHOW(socketpair(77, SOCK_STREAM, 0, s));
    SHOW(socket(77, SOCK_STREAM, 0));
    SHOW(bind(1, NULL, 0));
    SHOW(listen(99, 0));
    SHOW(send(1, "", 0, 0));
    return 0;
}
