/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* ioctl(2) on sockets of any family: the interfaces; netdevice(7). */
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>

#include "interface.h"
#include "socket.h"

/* As many entries as fit; how many bytes there would be without room. */
static long give_list(struct ifconf *list)
{
    struct interface_address a;
    struct interface i;
    int size = 0;

    for (unsigned n = 0; interface_address(AF_INET, n, &a); n++) {
        struct sockaddr_in in = {.sin_family = AF_INET};
        struct ifreq one = {0};

        if (list->ifc_buf && list->ifc_len - size < (int)sizeof(one))
            break;
        interface_get(a.index, &i);
        strcpy(one.ifr_name, i.name);
        memcpy(&in.sin_addr, a.address, sizeof(in.sin_addr));
        memcpy(&one.ifr_addr, &in, sizeof(in));
        if (list->ifc_buf)
            memcpy(list->ifc_buf + size, &one, sizeof(one));
        size += sizeof(one);
    }
    list->ifc_len = size;
    return 0;
}

static long give_name(struct ifreq *request)
{
    struct interface i;

    if (!interface_get(request->ifr_ifindex, &i))
        return -ENODEV;
    memset(request->ifr_name, 0, sizeof(request->ifr_name));
    strcpy(request->ifr_name, i.name);
    return 0;
}

static void give_hardware(struct ifreq *request, const struct interface *i)
{
    request->ifr_hwaddr = (struct sockaddr){.sa_family = i->type};
    memcpy(request->ifr_hwaddr.sa_data, i->mac, sizeof(i->mac));
}

/* The address of IPv4 that an interface has. */
static int address_of(const struct interface *i, struct interface_address *a)
{
    for (unsigned n = 0; interface_address(AF_INET, n, a); n++)
        if (a->index == i->index)
            return 0;
    return -EADDRNOTAVAIL;
}

static long give_address(const struct file *f, unsigned number,
                         struct ifreq *request)
{
    const struct socket *s = f->private;
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct interface_address a;
    struct interface i;
    int error;

    if (s->domain != AF_INET)
        return -ENOTTY; /* as on Linux */
    if (!interface_named(request->ifr_name, &i))
        return -ENODEV;
    error = address_of(&i, &a);
    if (error)
        return error;
    if (number == SIOCGIFADDR)
        memcpy(&in.sin_addr, a.address, sizeof(in.sin_addr));
    else if (number == SIOCGIFNETMASK)
        in.sin_addr.s_addr = interface_mask(&a);
    else if (i.flags & IFF_BROADCAST)
        in.sin_addr.s_addr = interface_broadcast(&a);
    memcpy(&request->ifr_addr, &in, sizeof(in));
    return 0;
}

static long give_link(unsigned number, struct ifreq *request)
{
    struct interface i;

    if (!interface_named(request->ifr_name, &i))
        return -ENODEV;
    switch (number) {
    case SIOCGIFINDEX:
        request->ifr_ifindex = i.index;
        return 0;
    case SIOCGIFFLAGS:
        request->ifr_flags = i.flags; /* its lower half */
        return 0;
    case SIOCGIFMTU:
        request->ifr_mtu = i.mtu;
        return 0;
    case SIOCGIFHWADDR:
        give_hardware(request, &i);
        return 0;
    default:
        return -ENOTTY;
    }
}

/* One switch over all would be compiled to one over what is made of the number,
 * and the link would no longer see which are asked for. */
long socket_interface_ioctl(struct file *f, unsigned number,
                            unsigned long argument)
{
    struct ifreq *request = (struct ifreq *)argument;

    switch (number) {
    case SIOCGIFCONF:
        return give_list((struct ifconf *)argument);
    case SIOCGIFNAME:
        return give_name(request);
    case SIOCGIFADDR:
    case SIOCGIFNETMASK:
    case SIOCGIFBRDADDR:
        return give_address(f, number, request);
    default:
        return give_link(number, request);
    }
}
