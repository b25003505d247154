/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Lists the interfaces and their addresses of IPv4. */
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static void show(const char *what, const struct sockaddr *a)
{
    char text[INET_ADDRSTRLEN];

    if (a && a->sa_family == AF_INET)
        printf(" %s %s", what,
               inet_ntop(AF_INET, &((const struct sockaddr_in *)a)->sin_addr,
                         text, sizeof(text)));
    if (a && a->sa_family == AF_PACKET)
        for (int i = 0; i < 6; i++)
            printf("%s%02x", i ? ":" : " ",
                   ((const struct sockaddr_ll *)a)->sll_addr[i]);
}

int main(void)
{
    struct ifreq request = {.ifr_name = "eth0"};
    struct ifaddrs *list, *i;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    if (getifaddrs(&list)) {
        perror("getifaddrs");
        return 1;
    }
    for (i = list; i; i = i->ifa_next) {
        printf("%u %s", if_nametoindex(i->ifa_name), i->ifa_name);
        show("address", i->ifa_addr);
        show("mask", i->ifa_netmask);
        show("broadcast", i->ifa_broadaddr);
        printf("\n");
    }
    if (ioctl(fd, SIOCGIFBRDADDR, &request))
        perror("SIOCGIFBRDADDR");
    show("broadcast", &request.ifr_broadaddr);
    if (ioctl(fd, SIOCGIFMTU, &request))
        perror("SIOCGIFMTU");
    printf(" mtu %d\n", request.ifr_mtu);
    return 0;
}
