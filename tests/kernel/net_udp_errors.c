/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* IP_RECVERR and IPV6_RECVERR: errors with what they are about. */
#include "net_inet.h"

#ifndef IPV6_RECVERR
#define IPV6_RECVERR 25
#endif

struct extended_error {
    uint32_t number;
    uint8_t origin, type, code, pad;
    uint32_t info, data;
};

static const int level[] = {IPPROTO_IP, IPPROTO_IPV6};
static const int option[] = {IP_RECVERR, IPV6_RECVERR};

static unsigned closed_port(int domain)
{
    int fd = socket(domain, SOCK_DGRAM, 0);
    unsigned port = take_port(fd, domain);

    close(fd);
    return port;
}

static void show_wanted(int fd, int v6)
{
    int wanted = -1;
    socklen_t size = sizeof(wanted);

    SHOW(getsockopt(fd, level[v6], option[v6], &wanted, &size));
    printf("wanted %d, size %d\n", wanted, (int)size);
}

static void show_pending(int fd)
{
    int error = -1;
    socklen_t size = sizeof(error);

    SHOW(getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size));
    printf("pending: %s\n", error ? strerror(error) : "none");
}

static void show_control(struct msghdr *m)
{
    for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
        struct extended_error e;
        union inet_name offender;

        printf("level %d type %d length %d\n", c->cmsg_level, c->cmsg_type,
               (int)c->cmsg_len);
        if (c->cmsg_len < CMSG_LEN(sizeof(e) + sizeof(offender.in)))
            continue;
        memcpy(&e, CMSG_DATA(c), sizeof(e));
        memcpy(&offender, CMSG_DATA(c) + sizeof(e),
               c->cmsg_len - CMSG_LEN(sizeof(e)));
        printf("%s, origin %d type %d code %d pad %d info %u data %u, by ",
               strerror(e.number), e.origin, e.type, e.code, e.pad, e.info,
               e.data);
        print_name(&offender, c->cmsg_len - CMSG_LEN(sizeof(e)), 0);
    }
}

static void show_first(int fd, size_t room, size_t control, unsigned port)
{
    char text[1400] = "", space[200];
    union inet_name name;
    struct iovec iov = {text, room};
    struct msghdr m = {.msg_iov = &iov,
                       .msg_iovlen = 1,
                       .msg_name = &name,
                       .msg_namelen = sizeof(name),
                       .msg_control = space,
                       .msg_controllen = control};
    ssize_t n = recvmsg(fd, &m, MSG_ERRQUEUE);

    if (n < 0) {
        printf("errors: %s\n", strerror(errno));
        return;
    }
    printf("errors: %d \"%.9s\" flags %x control %d, to ", (int)n, text,
           m.msg_flags, (int)m.msg_controllen);
    print_name(&name, m.msg_namelen, port);
    show_control(&m);
}

static void errors(int domain)
{
    int v6 = domain == AF_INET6, yes = 1, no = 0;
    unsigned port = closed_port(domain);
    int fd = socket(domain, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    static char large[1300] = "large";
    union inet_name name;
    socklen_t size = loopback(&name, domain, port);
    char c[8];

    printf("family %d\n", domain);
    show_wanted(fd, v6);
    show_first(fd, 100, 200, port);
    SHOW(setsockopt(fd, level[v6], option[v6], &yes, sizeof(yes)));
    show_wanted(fd, v6);
    /* Not connected. */
    SHOW(sendto(fd, "one", 3, 0, &name.any, size));
    show_poll("sent", fd);
    SHOW(sendto(fd, "two", 3, 0, &name.any, size)); /* tells of the first */
    show_poll("told", fd);
    SHOW(sendto(fd, "two", 3, 0, &name.any, size));
    SHOW(recv(fd, c, 8, 0));
    SHOW(recv(fd, c, 8, 0));
    show_poll("read", fd);
    show_first(fd, 100, 200, port);
    show_pending(fd); /* of the next */
    show_poll("one left", fd);
    show_first(fd, 2, 200, port);
    show_poll("none left", fd);
    show_first(fd, 100, 200, port);
    SHOW(recv(fd, c, 8, MSG_ERRQUEUE));
    /* Little room for the control message. */
    SHOW(sendto(fd, "three", 5, 0, &name.any, size));
    show_first(fd, 100, 24, port);
    show_pending(fd);
    SHOW(sendto(fd, "four", 4, 0, &name.any, size));
    show_first(fd, 100, 0, port);
    SHOW(sendto(fd, large, sizeof(large), 0, &name.any, size));
    show_first(fd, sizeof(large), 200, port);
    /* As much as the option is there for. */
    SHOW(sendto(fd, "five", 4, 0, &name.any, size));
    SHOW(setsockopt(fd, level[v6], option[v6], &no, sizeof(no)));
    show_first(fd, 100, 200, port);
    show_pending(fd);
    SHOW(sendto(fd, "six", 3, 0, &name.any, size));
    show_first(fd, 100, 200, port);
    show_pending(fd);
    /* Connected. */
    SHOW(setsockopt(fd, level[v6], option[v6], &yes, sizeof(yes)));
    SHOW(connect(fd, &name.any, size));
    SHOW(send(fd, "seven", 5, 0));
    show_poll("connected", fd);
    SHOW(recv(fd, c, 8, MSG_ERRQUEUE));
    show_poll("connected", fd);
    SHOW(recv(fd, c, 8, 0));
    SHOW(send(fd, "eight", 5, 0)); /* dropped with the socket */
    close(fd);
}

static void refusals(void)
{
    int v4 = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    int v6 = socket(AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    int local = socket(AF_UNIX, SOCK_DGRAM, 0), yes = 1;
    unsigned char byte = 1;
    union inet_name name = {.in6 = {.sin6_family = AF_INET6}};
    unsigned port = closed_port(AF_INET);

    SHOW(setsockopt(v4, IPPROTO_IPV6, IPV6_RECVERR, &yes, sizeof(yes)));
    SHOW(setsockopt(local, IPPROTO_IP, IP_RECVERR, &yes, sizeof(yes)));
    SHOW(setsockopt(v4, IPPROTO_IP, IP_RECVERR, &byte, 1));
    show_wanted(v4, 0);
    SHOW(setsockopt(v4, IPPROTO_IP, IP_RECVERR, &byte, 0));
    SHOW(setsockopt(v6, IPPROTO_IPV6, IPV6_RECVERR, &byte, 1));
    show_wanted(v6, 1);
    /* IPv4 by a socket of IPv6 has the option of IPv4. */
    name.in6.sin6_port = htons(port);
    name.in6.sin6_addr.s6_addr[10] = name.in6.sin6_addr.s6_addr[11] = 0xff;
    name.in6.sin6_addr.s6_addr[12] = 127;
    name.in6.sin6_addr.s6_addr[15] = 1;
    SHOW(setsockopt(v6, IPPROTO_IPV6, IPV6_RECVERR, &yes, sizeof(yes)));
    SHOW(sendto(v6, "nine", 4, 0, &name.any, sizeof(name.in6)));
    show_first(v6, 100, 200, port);
    SHOW(setsockopt(v6, IPPROTO_IP, IP_RECVERR, &yes, sizeof(yes)));
    SHOW(sendto(v6, "ten", 3, 0, &name.any, sizeof(name.in6)));
    show_first(v6, 100, 200, port);
    close(v4);
    close(v6);
    close(local);
}

int main(void)
{
    errors(AF_INET);
    errors(AF_INET6);
    refusals();
    return 0;
}
