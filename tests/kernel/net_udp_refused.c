/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* UDP to a port that nobody has: who learns of it, when, and how often. */
#include "net_inet.h"

/* A port that nobody has any more. */
static unsigned closed_port(int domain)
{
    int fd = socket(domain, SOCK_DGRAM, 0);
    unsigned port = take_port(fd, domain);

    close(fd);
    return port;
}

static void show_error(int fd)
{
    int error = -1;
    socklen_t size = sizeof(error);

    SHOW(getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size));
    printf("pending: %s\n", error ? strerror(error) : "none");
}

static void refused(int domain)
{
    unsigned port = closed_port(domain);
    int fd = socket(domain, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    int other = socket(domain, SOCK_DGRAM | SOCK_NONBLOCK, 0), third;
    union inet_name name;
    socklen_t size = loopback(&name, domain, port);
    char c[4];

    printf("family %d\n", domain);
    SHOW(sendto(other, "x", 1, 0, &name.any, size)); /* has no partner */
    SHOW(recv(other, c, 1, 0));
    show_error(other);
    SHOW(connect(fd, &name.any, size));
    show_poll("connected", fd);
    SHOW(send(fd, "x", 1, 0));
    show_poll("sent", fd);
    SHOW(recv(fd, c, 1, 0));
    show_poll("told", fd);
    SHOW(recv(fd, c, 1, 0));
    SHOW(send(fd, "x", 1, 0));
    SHOW(send(fd, "x", 1, 0)); /* tells of the one before */
    SHOW(send(fd, "x", 1, 0));
    show_error(fd);
    show_error(fd);
    SHOW(write(fd, "x", 1));
    SHOW(read(fd, c, 1));
    /* Somebody takes the port; what he sends comes after the error. */
    SHOW(send(fd, "x", 1, 0));
    third = socket(domain, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    SHOW(bind(third, &name.any, size));
    size = sizeof(name);
    SHOW(getsockname(fd, &name.any, &size));
    SHOW(sendto(third, "yes", 3, 0, &name.any, size));
    SHOW(recv(fd, c, 4, 0));
    SHOW(recv(fd, c, 4, 0));
    SHOW(send(fd, "yes", 3, 0));
    SHOW(recv(third, c, 4, 0));
    close(fd);
    SHOW(sendto(third, "x", 1, 0, &name.any, size));
    show_error(third);
    close(third);
    close(other);
}

int main(void)
{
    refused(AF_INET);
    refused(AF_INET6);
    return 0;
}
