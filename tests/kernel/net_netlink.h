/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Of netlink(7) and rtnetlink(7), whose headers musl has not. */
#ifndef NET_NETLINK_H
#define NET_NETLINK_H

#include <stdint.h>
#include <sys/socket.h>

enum { NETLINK_ROUTE = 0 };
enum { NLMSG_NOOP = 1, NLMSG_ERROR = 2, NLMSG_DONE = 3 };
enum { NLM_F_REQUEST = 1, NLM_F_ACK = 4, NLM_F_DUMP = 0x300 };
enum { RTM_NEWLINK = 16, RTM_GETLINK = 18, RTM_NEWADDR = 20, RTM_GETADDR = 22 };

struct sockaddr_nl {
    sa_family_t nl_family;
    uint16_t nl_pad;
    uint32_t nl_pid, nl_groups;
};

struct nlmsghdr {
    uint32_t nlmsg_len;
    uint16_t nlmsg_type, nlmsg_flags;
    uint32_t nlmsg_seq, nlmsg_pid;
};

struct nlmsgerr {
    int error;
    struct nlmsghdr msg;
};

struct ifinfomsg {
    uint8_t ifi_family, ifi_pad;
    uint16_t ifi_type;
    int32_t ifi_index;
    uint32_t ifi_flags, ifi_change;
};

struct ifaddrmsg {
    uint8_t ifa_family, ifa_prefixlen, ifa_flags, ifa_scope;
    uint32_t ifa_index;
};

/* Messages begin at multiples of 4. */
#define NLMSG_LENGTH(size) (sizeof(struct nlmsghdr) + (size))
#define NLMSG_DATA(h) ((void *)((h) + 1))
#define NLMSG_STEP(h) (((h)->nlmsg_len + 3) & ~3u)
#define NLMSG_OK(h, rest)                                                      \
    ((rest) >= (int)sizeof(*(h)) && (h)->nlmsg_len >= sizeof(*(h)) &&          \
     (int)(h)->nlmsg_len <= (rest))
#define NLMSG_NEXT(h, rest)                                                    \
    ((rest) -= NLMSG_STEP(h), (void *)((char *)(h) + NLMSG_STEP(h)))

#endif
