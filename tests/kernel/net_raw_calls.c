/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Each call about sockets with a socket of each kind, and with what is none:
 * sizes of addresses, families, flags, empty messages, several messages at once.
 * Left out is what the README's caveats name (MSG_OOB, AF_UNSPEC on TCP), and
 * what comes before what where an argument is wrong and the file is no socket.
 */
#include "fs_kinds.h"

static const struct sockaddr_un local = {AF_UNIX, "socket"};
static const struct sockaddr_in6 six = {.sin6_family = AF_INET6};
static struct sockaddr_in nobody, any;
static struct sockaddr_storage other, room;
static char data[70000];

#define NAME(a) (const struct sockaddr *)&(a)

static bool is_tcp(enum kind kind)
{
    return kind == TCP || kind == TCP_NEW || kind == LISTENING;
}

static bool is_socket(enum kind kind)
{
    return kind >= STREAM && kind <= UDP;
}

static void bind_to(enum kind kind)
{
    static const int sizes[] = {0, 1, 2, 8, 15, 16, 128, 129, -1};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        printf("size %d\n", sizes[i]);
        ON(bind(fd, NAME(any), sizes[i]));
    }
    ON(bind(fd, NAME(six), sizeof(six)));
    ON(bind(fd, NAME(local), sizeof(local)));
    unlink("socket");
    ON(bind(fd, NAME(local), 2));
    ON(bind(fd, NAME(local), 111));
    unlink("socket");
    other.ss_family = 77;
    ON(bind(fd, NAME(other), 16));
    other.ss_family = AF_UNSPEC;
    ON(bind(fd, NAME(other), 16));
}

static void connect_to(enum kind kind)
{
    ON(connect(fd, NAME(any), 0));
    ON(connect(fd, NAME(any), 1));
    ON(connect(fd, NAME(any), 2));
    ON(connect(fd, NAME(any), 15));
    if (is_socket(kind)) {
        ON(connect(fd, NAME(any), 129));
        ON(connect(fd, NAME(any), -1));
    }
    ON(connect(fd, NAME(local), sizeof(local)));
    ON(connect(fd, NAME(local), 2));
    if (kind != TCP_NEW && kind != UDP)
        ON(connect(fd, NAME(nobody), sizeof(nobody)));
    ON(connect(fd, NAME(six), sizeof(six)));
    other.ss_family = 77;
    ON(connect(fd, NAME(other), 16));
    other.ss_family = AF_UNSPEC;
    if (!is_tcp(kind))
        ON(connect(fd, NAME(other), 16));
}

static long name_of(int fd, int peer, int size)
{
    socklen_t n = size;
    long result;

    memset(&room, 0, sizeof(room));
    result = peer ? getpeername(fd, (struct sockaddr *)&room, &n)
                  : getsockname(fd, (struct sockaddr *)&room, &n);
    printf("size %d, family %d: ", (int)n, room.ss_family);
    return result;
}

static void listen_and_accept(enum kind kind)
{
    socklen_t n = -1;

    ON(listen(fd, 1));
    ON(listen(fd, 0));
    ON(listen(fd, -1));
    ON(accept(fd, NULL, NULL));
    ON(accept4(fd, NULL, NULL, 1));
    ON(accept4(fd, (struct sockaddr *)&room, &n, SOCK_CLOEXEC));
    for (int how = -1; how < 4; how++) {
        printf("how %d\n", how);
        ON(shutdown(fd, how));
    }
    for (int size = -1; size < 3; size++) {
        ON(name_of(fd, 0, size));
        ON(name_of(fd, 1, size));
    }
    ON(name_of(fd, 0, 128));
    ON(name_of(fd, 1, 128));
}

static void send_to(enum kind kind)
{
    int flags = MSG_NOSIGNAL | MSG_DONTWAIT;

    ON(send(fd, data, 4, flags));
    ON(send(fd, data, 0, flags));
    ON(send(fd, data, 65507, flags) > 0);
    ON(send(fd, data, 65508, flags) > 0);
    ON(sendto(fd, data, 4, flags, NAME(nobody), sizeof(nobody)));
    ON(sendto(fd, data, 4, flags, NAME(any), sizeof(any)));
    ON(sendto(fd, data, 4, flags, NAME(nobody), 15));
    ON(sendto(fd, data, 4, flags, NAME(nobody), 2));
    ON(sendto(fd, data, 4, flags, NAME(nobody), 0));
    ON(sendto(fd, data, 4, flags, NAME(nobody), -1));
    ON(sendto(fd, data, 4, flags, NAME(nobody), 129));
    ON(sendto(fd, data, 4, flags, NULL, 16));
    ON(sendto(fd, data, 4, flags, NAME(local), sizeof(local)));
    ON(sendto(fd, data, 4, flags, NAME(local), 2));
    ON(sendto(fd, data, 4, flags, NAME(six), sizeof(six)));
    ON(sendto(fd, data, 4, flags, NAME(other), 16));
    ON(write(fd, data, 0));
}

static void receive(enum kind kind)
{
    socklen_t none = 0, much = sizeof(room);

    ON(recv(fd, data, 4, 0));
    ON(recv(fd, data, 0, 0));
    ON(recv(fd, data, 4, MSG_PEEK));
    ON(recv(fd, data, 2, MSG_TRUNC));
    ON(recv(fd, data, 0, MSG_PEEK | MSG_TRUNC));
    ON(recv(fd, data, 10, MSG_WAITALL));
    if (kind == TCP || kind == TCP_NEW || kind == UDP)
        ON(recv(fd, data, 4, MSG_ERRQUEUE));
    ON(recvfrom(fd, data, 4, 0, (struct sockaddr *)&room, &none));
    ON(recvfrom(fd, data, 4, 0, (struct sockaddr *)&room, &much));
    printf("sizes %d %d\n", (int)none, (int)much);
    ON(read(fd, data, 0));
}

static void headers(enum kind kind)
{
    struct iovec iov = {data, 4}, wrong = {data, -1};
    struct msghdr m = {.msg_iov = &iov, .msg_iovlen = 1};

    ON(sendmsg(fd, &m, MSG_NOSIGNAL));
    m.msg_namelen = 16;
    ON(sendmsg(fd, &m, MSG_NOSIGNAL));
    m.msg_name = &nobody;
    ON(sendmsg(fd, &m, MSG_NOSIGNAL));
    m.msg_namelen = 0;
    ON(sendmsg(fd, &m, MSG_NOSIGNAL));
    m.msg_namelen = -1;
    ON(sendmsg(fd, &m, MSG_NOSIGNAL));
    m.msg_name = &room;
    ON(recvmsg(fd, &m, 0));
    m.msg_namelen = 2;
    ON(recvmsg(fd, &m, 0));
    printf("size %d, flags %x\n", (int)m.msg_namelen, m.msg_flags);
    m.msg_namelen = 0;
    m.msg_name = NULL;
    iov.iov_len = 2;
    ON(recvmsg(fd, &m, MSG_TRUNC));
    printf("flags %x\n", m.msg_flags);
    m.msg_iovlen = 0;
    ON(sendmsg(fd, &m, MSG_NOSIGNAL));
    ON(recvmsg(fd, &m, 0));
    m.msg_iovlen = 1025;
    ON(syscall(SYS_sendmsg, fd, &m, MSG_NOSIGNAL));
    ON(syscall(SYS_recvmsg, fd, &m, 0));
    m.msg_iovlen = 1;
    m.msg_iov = &wrong;
    ON(sendmsg(fd, &m, MSG_NOSIGNAL));
}

static void several(enum kind kind)
{
    struct iovec iov = {data, 4};
    struct msghdr one = {.msg_iov = &iov, .msg_iovlen = 1};
    struct mmsghdr m[3] = {{one, 9}, {one, 9}, {one, 9}};
    struct timespec now = {0, 0}, wrong = {0, -1};

    ON(syscall(SYS_sendmmsg, fd, m, 3L, (long)MSG_NOSIGNAL));
    printf("%u %u %u\n", m[0].msg_len, m[1].msg_len, m[2].msg_len);
    ON(syscall(SYS_sendmmsg, fd, m, 0L, (long)MSG_NOSIGNAL));
    ON(recvmmsg(fd, m, 3, 0, NULL));
    printf("%u %u %u\n", m[0].msg_len, m[1].msg_len, m[2].msg_len);
    ON(recvmmsg(fd, m, 0, 0, NULL));
    ON(recvmmsg(fd, m, 3, 0, &now));
    ON(recvmmsg(fd, m, 3, 0, &wrong));
    ON(recvmmsg(fd, m, 3, MSG_WAITFORONE, NULL));
    m[1].msg_hdr.msg_iovlen = 1025;
    ON(syscall(SYS_sendmmsg, fd, m, 3L, (long)MSG_NOSIGNAL));
    ON(syscall(SYS_recvmmsg, fd, m, 3L, 0L, NULL));
}

int main(void)
{
    static const enum kind kinds[] = {
        REG_RW, DIRECTORY, PATH, PIPE_R, STREAM, DATAGRAM, SEQUENCE, UNIX_NEW,
        TCP, TCP_NEW, LISTENING, UDP, EVENTFD, EPOLL, NO_FILE, MINUS_ONE,
    };

    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    any.sin_family = nobody.sin_family = AF_INET;
    any.sin_addr.s_addr = nobody.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    nobody.sin_port = htons(9);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        bind_to(kinds[i]);
        connect_to(kinds[i]);
        listen_and_accept(kinds[i]);
        send_to(kinds[i]);
        receive(kinds[i]);
        headers(kinds[i]);
        several(kinds[i]);
    }
    return 0;
}
