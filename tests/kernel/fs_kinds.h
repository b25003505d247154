/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One descriptor of each kind of file, for the programs that do the same call
 * with all of them. None blocks; most have six bytes to read. ON(call) makes a
 * fresh one, does the call with it as `fd` and prints the result.
 */
#ifndef FS_KINDS_H
#define FS_KINDS_H

#include "net_inet.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

enum kind {
    REG_RW, REG_RO, REG_WO, REG_APPEND, DIRECTORY, PATH, LINK_PATH, PIPE_R,
    PIPE_W, FIFO_RW, STREAM, DATAGRAM, SEQUENCE, UNIX_NEW, TCP, TCP_NEW,
    LISTENING, UDP, EVENTFD, TIMERFD, SIGNALFD, EPOLL, INOTIFY, MEMFD,
    DEV_NULL, DEV_ZERO, NO_FILE, MINUS_ONE, KINDS
};

static const char *const kind_names[KINDS] = {
    "regular", "read-only", "write-only", "append", "directory", "O_PATH",
    "O_PATH of a link", "pipe, reading", "pipe, writing", "FIFO",
    "unix stream", "unix datagram", "unix seqpacket", "unix, new", "TCP",
    "TCP, new", "TCP, listening", "UDP", "eventfd", "timerfd", "signalfd",
    "epoll", "inotify", "memfd", "/dev/null", "/dev/zero", "no file", "-1"
};

/* The other end, or -1. */
static int kind_peer = -1;

static inline int kind_of_pair(int ends[2], int mine, int writer)
{
    if (write(ends[writer], "abcdef", 6) != 6)
        printf("cannot write: %s\n", strerror(errno));
    kind_peer = ends[!mine];
    return ends[mine];
}

static inline int kind_pipe(int mine)
{
    int ends[2];

    return pipe2(ends, O_NONBLOCK) ? -1 : kind_of_pair(ends, mine, 1);
}

static inline int kind_unix(int type)
{
    int ends[2];

    return socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, ends)
               ? -1
               : kind_of_pair(ends, 0, 1);
}

static inline int kind_tcp(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0), ends[2];
    unsigned port = take_port(listener, AF_INET);
    struct pollfd p = {.events = POLLIN};

    listen(listener, 1);
    p.fd = ends[0] = socket(AF_INET, SOCK_STREAM, 0);
    join(ends[0], AF_INET, port);
    ends[1] = accept(listener, NULL, NULL);
    close(listener);
    kind_of_pair(ends, 0, 1);
    poll(&p, 1, 5000);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return ends[0];
}

static inline int kind_listener(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    listen(fd, 1);
    return fd;
}

static inline int kind_fifo(void)
{
    int fd;

    mkfifo("fifo", 0600);
    fd = open("fifo", O_RDWR | O_NONBLOCK);
    if (write(fd, "abcdef", 6) != 6)
        printf("cannot write: %s\n", strerror(errno));
    return fd;
}

static inline int kind_memory(void)
{
    int fd = memfd_create("memory", 0);

    if (pwrite(fd, "0123456789", 10, 0) != 10)
        printf("cannot write: %s\n", strerror(errno));
    return fd;
}

static inline int kind_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    return signalfd(-1, &set, SFD_NONBLOCK);
}

static inline int kind_open(enum kind kind)
{
    fs_put("data", "0123456789");
    kind_peer = -1;
    switch (kind) {
    case REG_RW:
        return open("data", O_RDWR);
    case REG_RO:
        return open("data", O_RDONLY);
    case REG_WO:
        return open("data", O_WRONLY);
    case REG_APPEND:
        return open("data", O_RDWR | O_APPEND);
    case DIRECTORY:
        return open(".", O_RDONLY);
    case PATH:
        return open("data", O_PATH);
    case LINK_PATH:
        symlink("data", "link");
        return open("link", O_PATH | O_NOFOLLOW);
    case PIPE_R:
        return kind_pipe(0);
    case PIPE_W:
        return kind_pipe(1);
    case FIFO_RW:
        return kind_fifo();
    case STREAM:
        return kind_unix(SOCK_STREAM);
    case DATAGRAM:
        return kind_unix(SOCK_DGRAM);
    case SEQUENCE:
        return kind_unix(SOCK_SEQPACKET);
    case UNIX_NEW:
        return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    case TCP:
        return kind_tcp();
    case TCP_NEW:
        return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    case LISTENING:
        return kind_listener();
    case UDP:
        return socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    case EVENTFD:
        return eventfd(3, EFD_NONBLOCK);
    case TIMERFD:
        return timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    case SIGNALFD:
        return kind_signals();
    case EPOLL:
        return epoll_create1(0);
    case INOTIFY:
        return inotify_init1(IN_NONBLOCK);
    case MEMFD:
        return kind_memory();
    case DEV_NULL:
        return open("/dev/null", O_RDWR);
    case DEV_ZERO:
        return open("/dev/zero", O_RDWR);
    case NO_FILE:
        return 63; /* Linux looks at no bits of sets beyond its table */
    default:
        return -1;
    }
}

static inline void kind_close(int fd, int peer)
{
    close(fd);
    if (peer >= 0)
        close(peer);
}

static inline void kind_print(const char *call, enum kind kind, long result)
{
    int error = errno;

    printf("%s, %s: ", call, kind_names[kind]);
    if (result == -1)
        printf("%s\n", strerror(error));
    else
        printf("%ld\n", result);
    unlink("data");
    unlink("link");
    unlink("fifo");
}

#define ON(call)                                                               \
    do {                                                                       \
        int fd = kind_open(kind), peer = kind_peer;                            \
        errno = 0;                                                             \
        long result_ = (long)(call);                                           \
        kind_print(#call, kind, result_);                                      \
        kind_close(fd, peer);                                                  \
    } while (0)

#endif
