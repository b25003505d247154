/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* AF_NETLINK: names, requests, answers, what is refused. */
#include "net_check.h"
#include "net_netlink.h"

static struct request {
    struct nlmsghdr h;
    struct ifaddrmsg a;
} q;
static int fd;

static void ask(unsigned type, unsigned flags, int family)
{
    q.h = (struct nlmsghdr){.nlmsg_len = NLMSG_LENGTH(sizeof(q.a)),
                            .nlmsg_type = type,
                            .nlmsg_flags = flags,
                            .nlmsg_seq = q.h.nlmsg_seq + 1};
    q.a = (struct ifaddrmsg){.ifa_family = family};
    SHOW(send(fd, &q, q.h.nlmsg_len, 0) == q.h.nlmsg_len);
}

/* Of lists the entries of lo, which is 1. */
static void show(const struct nlmsghdr *h)
{
    const struct nlmsgerr *e = NLMSG_DATA(h);
    const struct ifinfomsg *l = NLMSG_DATA(h);
    const struct ifaddrmsg *a = NLMSG_DATA(h);

    if (h->nlmsg_seq != q.h.nlmsg_seq || h->nlmsg_pid != (unsigned)getpid())
        printf("the answer to another one\n");
    if (h->nlmsg_type == NLMSG_ERROR)
        printf("error %s, flags %x, size %u, of %u\n", strerror(-e->error),
               h->nlmsg_flags, h->nlmsg_len, e->msg.nlmsg_type);
    else if (h->nlmsg_type == RTM_NEWLINK && l->ifi_index == 1)
        printf("link: type %u, flags %x, %x\n", l->ifi_type, l->ifi_flags,
               h->nlmsg_flags);
    else if (h->nlmsg_type == RTM_NEWADDR && a->ifa_index == 1)
        printf("address: family %u, /%u, scope %u, flags %x\n", a->ifa_family,
               a->ifa_prefixlen, a->ifa_scope, a->ifa_flags);
}

static void answers(void)
{
    static _Alignas(16) char text[32768];
    struct nlmsghdr *h;
    int n;

    for (;;) {
        n = recv(fd, text, sizeof(text), MSG_DONTWAIT);
        if (n <= 0) {
            printf("no more: %s\n", strerror(errno));
            return;
        }
        for (h = (void *)text; NLMSG_OK(h, n); h = NLMSG_NEXT(h, n)) {
            if (h->nlmsg_type == NLMSG_DONE) {
                printf("done, flags %x\n", h->nlmsg_flags);
                return;
            }
            show(h);
        }
    }
}

static void show_own(int s)
{
    struct sockaddr_nl name;
    socklen_t size = sizeof(name);

    SHOW(getsockname(s, (void *)&name, &size));
    printf("family %d, size %u, port %s\n", name.nl_family, size,
           name.nl_pid == (unsigned)getpid() ? "the process"
           : name.nl_pid                     ? "another"
                                             : "none");
}

int main(void)
{
    struct sockaddr_nl name = {.nl_family = AF_NETLINK};
    struct nlmsghdr alone = {.nlmsg_len = sizeof(alone),
                             .nlmsg_type = NLMSG_NOOP,
                             .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK};
    socklen_t size = sizeof(name);
    char text[4];
    int other, six = socket(AF_INET6, SOCK_DGRAM, 0);

    SHOW(socket(AF_NETLINK, SOCK_STREAM, NETLINK_ROUTE));
    SHOW(socket(AF_NETLINK, SOCK_RAW, 12345));
    fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    show_own(fd);
    show_poll("new", fd);
    ask(RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, AF_UNSPEC);
    show_own(fd);
    show_poll("asked", fd);
    SHOW(recv(fd, text, sizeof(text), MSG_PEEK));
    SHOW(recvfrom(fd, text, 0, MSG_PEEK, (void *)&name, &size));
    printf("from %u, family %d, size %u\n", name.nl_pid, name.nl_family, size);
    answers();
    ask(RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, AF_INET);
    answers();
    ask(RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, AF_INET6);
    answers();
    ask(RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, AF_UNSPEC);
    answers();
    ask(1234, NLM_F_REQUEST, AF_UNSPEC);
    answers();
    ask(RTM_GETLINK, 0, AF_UNSPEC); /* no request */
    answers();
    alone.nlmsg_seq = q.h.nlmsg_seq;
    SHOW(send(fd, &alone, sizeof(alone), 0) == sizeof(alone));
    answers();
    answers();
    SHOW(send(fd, &q, 3, 0)); /* no message */
    answers();
    SHOW(send(fd, &q, 0, 0));
    SHOW(send(fd, &q, sizeof(q), MSG_OOB));
    name.nl_pid = 54321;
    SHOW(sendto(fd, &q, sizeof(q), 0, (void *)&name, sizeof(name)));
    SHOW(sendto(fd, &q, sizeof(q), 0, (void *)&name, 4));
    name.nl_family = AF_INET;
    SHOW(sendto(fd, &q, sizeof(q), 0, (void *)&name, sizeof(name)));
    SHOW(bind(fd, (void *)&name, sizeof(name)));
    name.nl_family = AF_NETLINK;
    SHOW(bind(fd, (void *)&name, sizeof(name))); /* has a name */
    SHOW(bind(fd, (void *)&name, 3));
    other = socket(AF_NETLINK, SOCK_DGRAM, NETLINK_ROUTE);
    name.nl_pid = getpid();
    SHOW(bind(other, (void *)&name, sizeof(name)));
    name.nl_pid = 0;
    SHOW(bind(other, (void *)&name, sizeof(name)));
    show_own(other);
    SHOW(connect(other, (void *)&name, sizeof(name)));
    SHOW(listen(other, 1));
    SHOW(shutdown(other, SHUT_RD));
    SHOW(accept(other, NULL, NULL));
    close(fd);
    close(six);
    return 0;
}
