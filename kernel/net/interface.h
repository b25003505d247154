/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The network interfaces as programs see them: lo has the index 1, eth0, the
 * machine's first card, 2. The numbers are lwIP's, too, as are the zones of
 * addresses. What interfaces there are is known without lwIP; their addresses
 * are the stack's (inet/interface_address.c).
 *
 * Used by netlink/ and by ioctl(2) on sockets of every family.
 */
#ifndef KERNEL_NET_INTERFACE_H
#define KERNEL_NET_INTERFACE_H

#include <stdbool.h>
#include <stdint.h>

struct interface {
    unsigned index;
    const char *name;
    unsigned type;  /* ARPHRD_* */
    unsigned flags; /* IFF_* */
    unsigned mtu;   /* bytes */
    unsigned char mac[6];
};

struct interface_address {
    unsigned index;            /* of the interface */
    int family;                /* AF_INET or AF_INET6 */
    unsigned prefix;           /* bits */
    bool tentative;            /* not yet known to be nobody else's */
    unsigned char address[16]; /* as in packets; of IPv4 the first four */
};

/* The interface with the index, or with the name; false where there is none. */
bool interface_get(unsigned index, struct interface *to);
bool interface_named(const char *name, struct interface *to);

/*
 * The n-th address of the family, of all interfaces; false where there are
 * no more. The first waits for one that is on its way.
 */
bool interface_address(int family, unsigned n, struct interface_address *to);

/* Mask and broadcast address of an address of IPv4, as in packets. */
uint32_t interface_mask(const struct interface_address *a);
uint32_t interface_broadcast(const struct interface_address *a);

#endif
