/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Joins a group of each protocol, answers one datagram, and leaves. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(7000)};
    struct ip_mreq group = {{0}, {0}};
    struct ipv6_mreq group6 = {.ipv6mr_interface = 0};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    int six = socket(AF_INET6, SOCK_DGRAM, 0);
    char text[100];
    ssize_t n;

    inet_pton(AF_INET, "239.7.7.7", &group.imr_multiaddr);
    inet_pton(AF_INET6, "ff12::7", &group6.ipv6mr_multiaddr);
    if (bind(fd, (struct sockaddr *)&name, sizeof(name)) ||
        setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof(group)) ||
        setsockopt(six, IPPROTO_IPV6, IPV6_JOIN_GROUP, &group6, sizeof(group6)))
        perror("join");
    n = recv(fd, text, sizeof(text), 0);
    printf("got %.*s\n", (int)n, text);
    fflush(stdout);
    name.sin_addr = group.imr_multiaddr;
    if (sendto(fd, "answer", 6, 0, (struct sockaddr *)&name, sizeof(name)) < 0)
        perror("sendto");
    n = recv(fd, text, sizeof(text), 0); /* one's own */
    printf("got %.*s\n", (int)n, text);
    fflush(stdout);
    if (setsockopt(fd, IPPROTO_IP, IP_DROP_MEMBERSHIP, &group, sizeof(group)))
        perror("leave");
    close(six);
    recv(fd, text, sizeof(text), 0);
    return 0;
}
