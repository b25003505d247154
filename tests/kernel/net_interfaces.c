/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Interfaces: what libc's functions and ioctl tell of lo, which all have. */
#include "net_inet.h"
#include <ifaddrs.h>
#include <net/if.h>
#include <netpacket/packet.h>

static void show_address(const char *what, const struct sockaddr *a)
{
    char text[100] = "none";

    if (a && a->sa_family == AF_INET)
        inet_ntop(AF_INET, &((struct sockaddr_in *)a)->sin_addr, text, 100);
    else if (a && a->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((struct sockaddr_in6 *)a)->sin6_addr, text, 100);
    else if (a)
        snprintf(text, 100, "hardware %d, %d bytes",
                 ((struct sockaddr_ll *)a)->sll_hatype,
                 ((struct sockaddr_ll *)a)->sll_halen);
    printf("  %s: %s\n", what, text);
}

static void addresses(void)
{
    struct ifaddrs *list, *i;

    SHOW(getifaddrs(&list));
    for (i = list; i; i = i->ifa_next) {
        if (strcmp(i->ifa_name, "lo"))
            continue;
        printf("%s, flags %x\n", i->ifa_name, i->ifa_flags);
        show_address("address", i->ifa_addr);
        show_address("mask", i->ifa_netmask);
    }
    freeifaddrs(list);
}

static void names(void)
{
    struct if_nameindex *list = if_nameindex();
    char name[IF_NAMESIZE] = "";

    for (struct if_nameindex *i = list; i && i->if_index; i++)
        if (i->if_index == 1)
            printf("%u %s\n", i->if_index, i->if_name);
    if_freenameindex(list);
    SHOW(if_nametoindex("lo"));
    SHOW(if_nametoindex("lo0"));
    SHOW(if_nametoindex("none of this name"));
    SHOW(if_indextoname(1, name) == name);
    printf("\"%s\"\n", name);
    SHOW(if_indextoname(0, name) == NULL);
    SHOW(if_indextoname(12345, name) == NULL);
}

static void request(int fd, const char *what, unsigned long number,
                    const char *name)
{
    struct ifreq r = {0};
    struct sockaddr_in *in = (struct sockaddr_in *)&r.ifr_addr;

    strcpy(r.ifr_name, name);
    if (ioctl(fd, number, &r)) {
        printf("%s of %s: %s\n", what, name, strerror(errno));
        return;
    }
    printf("%s of %s:", what, r.ifr_name);
    if (number == SIOCGIFFLAGS)
        printf(" %x\n", r.ifr_flags);
    else if (number == SIOCGIFMTU || number == SIOCGIFINDEX)
        printf(" %d\n", r.ifr_mtu);
    else
        printf(" family %d, %s\n", r.ifr_addr.sa_family,
               number == SIOCGIFHWADDR ? "" : inet_ntoa(in->sin_addr));
}

static void requests(int fd)
{
    request(fd, "flags", SIOCGIFFLAGS, "lo");
    request(fd, "flags", SIOCGIFFLAGS, "nothing");
    request(fd, "index", SIOCGIFINDEX, "lo");
    request(fd, "MTU", SIOCGIFMTU, "lo");
    request(fd, "hardware address", SIOCGIFHWADDR, "lo");
    request(fd, "address", SIOCGIFADDR, "lo");
    request(fd, "address", SIOCGIFADDR, "nothing");
    request(fd, "mask", SIOCGIFNETMASK, "lo");
    request(fd, "broadcast address", SIOCGIFBRDADDR, "lo");
}

static void list(int fd)
{
    struct ifreq r[20];
    struct ifconf c = {.ifc_len = sizeof(r), .ifc_req = r};

    SHOW(ioctl(fd, SIOCGIFCONF, &c));
    SHOW(c.ifc_len > 0 && c.ifc_len % sizeof(*r) == 0);
    for (int i = 0; i < c.ifc_len / (int)sizeof(*r); i++)
        if (!strcmp(r[i].ifr_name, "lo"))
            printf("lo %s\n", inet_ntoa(((struct sockaddr_in *)&r[i].ifr_addr)
                                            ->sin_addr));
    c = (struct ifconf){.ifc_len = sizeof(*r) - 1, .ifc_req = r};
    SHOW(ioctl(fd, SIOCGIFCONF, &c));
    SHOW(c.ifc_len);
    c = (struct ifconf){0};
    SHOW(ioctl(fd, SIOCGIFCONF, &c));
    SHOW(c.ifc_len > 0 && c.ifc_len % sizeof(*r) == 0);
}

int main(void)
{
    int families[] = {AF_INET, AF_INET6, AF_UNIX};

    addresses();
    names();
    for (int i = 0; i < 3; i++) {
        int fd = socket(families[i], SOCK_DGRAM, 0);

        printf("family %d\n", families[i]);
        requests(fd);
        list(fd);
        close(fd);
    }
    return 0;
}
