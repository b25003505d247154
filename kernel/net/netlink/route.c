/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Requests of NETLINK_ROUTE: lists of interfaces and of addresses. A list is
 * one datagram, which ends with NLMSG_DONE. What else is asked for is answered
 * with EOPNOTSUPP.
 */
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>

#include "../interface.h"
#include "netlink.h"

/* Of two interfaces and all the addresses that they can have. */
#define LIST_MAX 1024

/* A list on its way, and the request that it answers. */
struct list {
    struct netlink_packet *packet;
    const struct nlmsghdr *request;
    uint32_t port;
    struct nlmsghdr *message; /* the last one */
};

/* n zeroed bytes at the end, aligned. */
static void *add(struct list *l, size_t n)
{
    char *at = l->packet->data + l->packet->size;

    n = NLMSG_ALIGN(n);
    KASSERT(l->packet->size + n <= LIST_MAX);
    l->packet->size += n;
    return memset(at, 0, n);
}

/* Begins a message with n bytes of a header of its own. */
static void *begin(struct list *l, unsigned type, size_t n)
{
    l->message = add(l, NLMSG_LENGTH(n));
    *l->message = (struct nlmsghdr){.nlmsg_len = NLMSG_LENGTH(n),
                                    .nlmsg_type = type,
                                    .nlmsg_flags = NLM_F_MULTI,
                                    .nlmsg_seq = l->request->nlmsg_seq,
                                    .nlmsg_pid = l->port};
    return NLMSG_DATA(l->message);
}

static void attribute(struct list *l, unsigned type, const void *data, size_t n)
{
    struct rtattr *a = add(l, RTA_LENGTH(n));

    *a = (struct rtattr){RTA_LENGTH(n), type};
    memcpy(RTA_DATA(a), data, n);
    l->message->nlmsg_len = l->packet->data + l->packet->size -
                            (char *)l->message;
}

static void add_links(struct list *l)
{
    static const unsigned char all[6] = {255, 255, 255, 255, 255, 255};
    struct interface i;

    for (unsigned n = 1; interface_get(n, &i); n++) {
        struct ifinfomsg *header = begin(l, RTM_NEWLINK, sizeof(*header));

        header->ifi_type = i.type;
        header->ifi_index = i.index;
        header->ifi_flags = i.flags;
        attribute(l, IFLA_IFNAME, i.name, strlen(i.name) + 1);
        attribute(l, IFLA_MTU, &i.mtu, sizeof(i.mtu));
        attribute(l, IFLA_ADDRESS, i.mac, sizeof(i.mac));
        attribute(l, IFLA_BROADCAST, i.flags & IFF_BROADCAST ? all : i.mac,
                  sizeof(all));
    }
}

static unsigned scope(const struct interface_address *a)
{
    static const unsigned char localhost[16] = {[15] = 1};
    const unsigned char *b = a->address;

    if (a->family == AF_INET)
        return b[0] == 127 ? RT_SCOPE_HOST : RT_SCOPE_UNIVERSE;
    if (memcmp(b, localhost, sizeof(localhost)) == 0)
        return RT_SCOPE_HOST;
    return b[0] == 0xfe && (b[1] & 0xc0) == 0x80 ? RT_SCOPE_LINK
                                                 : RT_SCOPE_UNIVERSE;
}

/* What only addresses of IPv4 have. */
static void add_address4(struct list *l, const struct interface_address *a)
{
    uint32_t broadcast = interface_broadcast(a);
    struct interface i;

    interface_get(a->index, &i);
    attribute(l, IFA_LOCAL, a->address, 4);
    if (i.flags & IFF_BROADCAST)
        attribute(l, IFA_BROADCAST, &broadcast, sizeof(broadcast));
    attribute(l, IFA_LABEL, i.name, strlen(i.name) + 1);
}

static void add_addresses(struct list *l, int family)
{
    struct interface_address a;

    for (unsigned n = 0; interface_address(family, n, &a); n++) {
        struct ifaddrmsg *header = begin(l, RTM_NEWADDR, sizeof(*header));

        *header = (struct ifaddrmsg){
            .ifa_family = family,
            .ifa_prefixlen = a.prefix,
            .ifa_flags = IFA_F_PERMANENT | (a.tentative ? IFA_F_TENTATIVE : 0),
            .ifa_scope = scope(&a),
            .ifa_index = a.index};
        attribute(l, IFA_ADDRESS, a.address, family == AF_INET ? 4 : 16);
        if (family == AF_INET)
            add_address4(l, &a);
    }
}

/* A list of what is asked for; false where there is none of that. */
static bool add_list(struct list *l, unsigned type, int family)
{
    switch (type) {
    case RTM_GETLINK:
        add_links(l);
        return true;
    case RTM_GETADDR:
        if (family != AF_INET6)
            add_addresses(l, AF_INET);
        if (family != AF_INET)
            add_addresses(l, AF_INET6);
        return true;
    default:
        return false;
    }
}

/* 1 where the answer has been given, 0 or -errno where one is to be made. */
static int answer(struct netlink_socket *n, const struct nlmsghdr *request)
{
    const struct rtgenmsg *about = NLMSG_DATA(request);
    struct list l = {NULL, request, n->port, NULL};
    bool found;

    if (request->nlmsg_len < NLMSG_LENGTH(sizeof(*about)))
        return 0;
    if (!(request->nlmsg_flags & NLM_F_DUMP))
        return -EOPNOTSUPP;
    l.packet = kzalloc(sizeof(*l.packet) + LIST_MAX);
    if (!l.packet)
        return -ENOBUFS;
    found = add_list(&l, request->nlmsg_type, about->rtgen_family);
    if (found) {
        begin(&l, NLMSG_DONE, sizeof(int)); /* an error, 0 */
        netlink_answer(n, l.packet);
    } else {
        kfree(l.packet);
    }
    return found ? 1 : -EOPNOTSUPP;
}

/* Of what succeeded the header is enough. */
static void acknowledge(struct netlink_socket *n,
                        const struct nlmsghdr *request, int error)
{
    size_t size = error ? request->nlmsg_len : sizeof(*request);
    size_t all = NLMSG_LENGTH(sizeof(int) + size);
    struct netlink_packet *packet =
        kzalloc(sizeof(*packet) + NLMSG_ALIGN(all));
    struct nlmsghdr *h;
    struct nlmsgerr *about;

    if (packet) {
        h = (struct nlmsghdr *)packet->data;
        about = NLMSG_DATA(h);
        packet->size = NLMSG_ALIGN(all);
        *h = (struct nlmsghdr){.nlmsg_len = all,
                               .nlmsg_type = NLMSG_ERROR,
                               .nlmsg_flags = error ? 0 : NLM_F_CAPPED,
                               .nlmsg_seq = request->nlmsg_seq,
                               .nlmsg_pid = n->port};
        about->error = error;
        memcpy(&about->msg, request, size);
    }
    netlink_answer(n, packet);
}

void netlink_route(struct netlink_socket *n, const char *text, size_t size)
{
    const struct nlmsghdr *h;
    size_t step;
    int result;

    for (; size >= sizeof(*h); text += step, size -= step) {
        h = (const struct nlmsghdr *)text;
        if (h->nlmsg_len < sizeof(*h) || h->nlmsg_len > size)
            return;
        result = 0;
        if (h->nlmsg_flags & NLM_F_REQUEST && h->nlmsg_type >= NLMSG_MIN_TYPE)
            result = answer(n, h);
        if (result < 0 || (result == 0 && h->nlmsg_flags & NLM_F_ACK))
            acknowledge(n, h, result);
        step = NLMSG_ALIGN(h->nlmsg_len) < size ? NLMSG_ALIGN(h->nlmsg_len)
                                                : size;
    }
}
