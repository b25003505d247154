/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* SOCK_SEQPACKET: connections with the borders of messages. */
#include "net_check.h"

int main(void)
{
    struct sockaddr_un name;
    struct iovec parts[3] = {{"ab", 2}, {"", 0}, {"cde", 3}};
    struct msghdr m = {.msg_iov = parts, .msg_iovlen = 3};
    int l, c, a, d, value = 9;
    socklen_t size = sizeof(value);
    char text[20];

    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    l = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    c = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0);
    SHOW(connect(c, (void *)&name, unix_name(&name, "s")));
    SHOW(bind(l, (void *)&name, unix_name(&name, "s")));
    SHOW(connect(c, (void *)&name, unix_name(&name, "s")));
    SHOW(listen(l, 2));
    d = socket(AF_UNIX, SOCK_STREAM, 0);
    SHOW(connect(d, (void *)&name, unix_name(&name, "s")));
    SHOW(send(c, "x", 1, 0));
    SHOW(connect(c, (void *)&name, unix_name(&name, "s")));
    SHOW(connect(c, (void *)&name, unix_name(&name, "s")));
    SHOW(send(c, "early", 5, 0));
    SHOW(fcntl(a = accept4(l, NULL, NULL, SOCK_CLOEXEC), F_GETFD));
    SHOW(send(c, "second", 6, 0));
    SHOW(sendmsg(c, &m, 0));
    SHOW(recv(a, text, 20, 0));
    show_receive(a, 3, 0);
    show_receive(a, 100, MSG_PEEK);
    show_receive(a, 100, 0);
    SHOW(send(c, "", 0, 0));
    SHOW(send(c, "after", 5, MSG_EOR));
    SHOW(recv(a, text, 20, MSG_DONTWAIT));
    SHOW(recv(a, text, 20, MSG_DONTWAIT));
    SHOW(recv(a, text, 20, MSG_DONTWAIT));
    SHOW(recv(c, text, 20, 0));
    SHOW(sendto(c, "to", 2, 0, (void *)&name, unix_name(&name, "s")));
    SHOW(write(a, "answer", 6));
    SHOW(read(c, text, 3));
    SHOW(read(c, text, 3));
    SHOW(getsockopt(a, SOL_SOCKET, SO_TYPE, &value, &size));
    SHOW(value == SOCK_SEQPACKET);
    SHOW(getsockopt(l, SOL_SOCKET, SO_ACCEPTCONN, &value, &size));
    SHOW(value);
    SHOW(getsockopt(a, SOL_SOCKET, SO_ACCEPTCONN, &value, &size));
    SHOW(value);
    SHOW(shutdown(c, SHUT_WR));
    SHOW(recv(a, text, 20, 0));
    SHOW(send(a, "still", 5, 0));
    SHOW(recv(c, text, 20, 0));
    SHOW(send(c, "x", 1, 0));
    SHOW(send(a, "unread", 6, 0));
    SHOW(close(c));
    SHOW(send(a, "x", 1, 0));
    SHOW(recv(a, text, 20, 0));
    SHOW(accept(c, NULL, NULL));
    SHOW(close(l));
    c = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    SHOW(connect(c, (void *)&name, unix_name(&name, "s")));
    SHOW(listen(c, 1));
    SHOW(shutdown(c, SHUT_RDWR));
    return 0;
}
