/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* For the programs that test sockets of AF_INET and AF_INET6. */
#ifndef NET_INET_H
#define NET_INET_H

#include "net_check.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>

union inet_name {
    struct sockaddr any;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
};

/* The loopback address of the family, with a port. */
static inline socklen_t loopback(union inet_name *name, int domain,
                                 unsigned port)
{
    memset(name, 0, sizeof(*name));
    name->any.sa_family = domain;
    name->in.sin_port = htons(port);
    if (domain == AF_INET) {
        name->in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return sizeof(name->in);
    }
    name->in6.sin6_addr.s6_addr[15] = 1;
    return sizeof(name->in6);
}

static inline int join(int fd, int domain, unsigned port)
{
    union inet_name name;
    socklen_t size = loopback(&name, domain, port);

    return connect(fd, &name.any, size);
}

/* Binds to the loopback address and a port that the system chooses. */
static inline unsigned take_port(int fd, int domain)
{
    union inet_name name;
    socklen_t size = loopback(&name, domain, 0);

    if (bind(fd, &name.any, size) || getsockname(fd, &name.any, &size))
        printf("bind: %s\n", strerror(errno));
    return ntohs(name.in.sin_port);
}

/* The name, with "PORT" where it has this port, else only that it has one. */
static inline void print_name(const union inet_name *name, socklen_t size,
                              unsigned port)
{
    char text[100];
    unsigned number = ntohs(name->in.sin_port);
    const void *address = name->any.sa_family == AF_INET
                              ? (const void *)&name->in.sin_addr
                              : (const void *)&name->in6.sin6_addr;

    inet_ntop(name->any.sa_family, address, text, sizeof(text));
    printf("%s, size %d, port %s\n", text, (int)size,
           number == port ? "PORT"
           : number       ? "another"
                          : "none");
}

static inline void show_name(int fd, bool peer, unsigned port)
{
    union inet_name name;
    socklen_t size = sizeof(name);

    if (peer ? getpeername(fd, &name.any, &size)
             : getsockname(fd, &name.any, &size))
        printf("no name: %s\n", strerror(errno));
    else
        print_name(&name, size, port);
}

#endif
