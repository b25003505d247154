/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* For the programs that test sockets; see fs_check.h. */
#ifndef NET_CHECK_H
#define NET_CHECK_H

#include "fs_check.h"
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>

/* Prints the events that hold now. */
static inline void show_poll(const char *name, int fd)
{
    struct pollfd p = {fd, -1, 0};
    int n = poll(&p, 1, 0);
    int shown = p.revents & (POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDHUP);

    printf("%s: %d%s%s%s%s%s\n", name, n, shown & POLLIN ? " in" : "",
           shown & POLLOUT ? " out" : "", shown & POLLERR ? " err" : "",
           shown & POLLHUP ? " hup" : "", shown & POLLRDHUP ? " rdhup" : "");
}

/* A name of AF_UNIX; '@' begins an abstract one. */
static inline socklen_t unix_name(struct sockaddr_un *name, const char *text)
{
    size_t n = strlen(text);

    memset(name, 0, sizeof(*name));
    name->sun_family = AF_UNIX;
    memcpy(name->sun_path, text, n);
    if (text[0] != '@')
        return offsetof(struct sockaddr_un, sun_path) + n + 1;
    name->sun_path[0] = 0;
    return offsetof(struct sockaddr_un, sun_path) + n;
}

static inline void show_unix_name(const struct sockaddr_un *name, socklen_t n)
{
    printf("family %d, size %d, \"%s\"\n", name->sun_family, (int)n,
           n > 2 ? name->sun_path + !name->sun_path[0] : "");
}

/* Receives and prints the text, the flags and the name's size. */
static inline void show_receive(int fd, size_t room, int flags)
{
    char text[200] = "";
    struct sockaddr_storage name;
    struct iovec iov = {text, room};
    struct msghdr m = {.msg_iov = &iov,
                       .msg_iovlen = 1,
                       .msg_name = &name,
                       .msg_namelen = sizeof(name)};
    ssize_t n = recvmsg(fd, &m, flags);

    if (n < 0)
        printf("recvmsg: %s\n", strerror(errno));
    else
        printf("recvmsg: %d \"%s\" flags %x name %d\n", (int)n, text,
               m.msg_flags, (int)m.msg_namelen);
}

#endif
