/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Options, time-outs, several messages at once, on AF_UNIX. */
#include "net_check.h"

static void show_option(int fd, int level, int option)
{
    int value[10] = {0};
    socklen_t size = sizeof(value);

    if (getsockopt(fd, level, option, value, &size))
        printf("option %d: %s\n", option, strerror(errno));
    else
        printf("option %d: size %d value %d %d\n", option, (int)size, value[0],
               size > 4 ? value[1] : 0);
}

static void many(int a, int b)
{
    char text[3][10] = {"one", "two", "three"};
    struct iovec iov[3];
    struct mmsghdr m[3] = {0};

    for (int i = 0; i < 3; i++) {
        iov[i] = (struct iovec){text[i], strlen(text[i])};
        m[i].msg_hdr.msg_iov = &iov[i];
        m[i].msg_hdr.msg_iovlen = 1;
    }
    SHOW(sendmmsg(a, m, 3, 0));
    memset(text, 0, sizeof(text));
    for (int i = 0; i < 3; i++)
        iov[i].iov_len = 9;
    SHOW(recvmmsg(b, m, 2, 0, NULL));
    printf("%s %d %s %d\n", text[0], (int)m[0].msg_len, text[1],
           (int)m[1].msg_len);
    SHOW(recvmmsg(b, m, 3, MSG_WAITFORONE, NULL));
    SHOW(recvmmsg(b, m, 3, MSG_DONTWAIT, NULL));
}

int main(void)
{
    static const int options[] = {SO_TYPE,       SO_DOMAIN,    SO_PROTOCOL,
                                  SO_ERROR,      SO_SNDBUF,    SO_RCVBUF,
                                  SO_KEEPALIVE,  SO_REUSEADDR, SO_LINGER,
                                  SO_ACCEPTCONN, SO_RCVTIMEO,  999};
    struct timeval time = {0, 20000};
    struct linger linger = {7, 5};
    int s[2], value = 10000;
    char c;

    setvbuf(stdout, NULL, _IOLBF, 0);
    socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
    for (unsigned i = 0; i < sizeof(options) / sizeof(options[0]); i++)
        show_option(s[0], SOL_SOCKET, options[i]);
    show_option(s[0], 6, 1);
    SHOW(setsockopt(s[0], SOL_SOCKET, SO_SNDBUF, &value, sizeof(value)));
    show_option(s[0], SOL_SOCKET, SO_SNDBUF);
    value = 1;
    SHOW(setsockopt(s[0], SOL_SOCKET, SO_RCVBUF, &value, sizeof(value)));
    show_option(s[0], SOL_SOCKET, SO_RCVBUF);
    SHOW(setsockopt(s[0], SOL_SOCKET, SO_LINGER, &linger, sizeof(linger)));
    show_option(s[0], SOL_SOCKET, SO_LINGER);
    SHOW(setsockopt(s[0], SOL_SOCKET, SO_REUSEADDR, &value, 2));
    SHOW(setsockopt(s[0], SOL_SOCKET, SO_REUSEADDR, &value, sizeof(value)));
    show_option(s[0], SOL_SOCKET, SO_REUSEADDR);
    SHOW(setsockopt(s[0], SOL_SOCKET, 999, &value, sizeof(value)));
    SHOW(setsockopt(s[0], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time)));
    show_option(s[0], SOL_SOCKET, SO_RCVTIMEO);
    SHOW(recv(s[0], &c, 1, 0));
    time.tv_usec = 1000000;
    SHOW(setsockopt(s[0], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time)));
    many(s[0], s[1]);
    return 0;
}
