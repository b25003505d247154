/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * An edge is told once: not for what the reader itself does, nor to those who
 * asked for the other direction.
 */
#include "fs_check.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

static int queue;

static void add(int fd, unsigned events)
{
    struct epoll_event e = {.events = events | EPOLLET, .data.u32 = events};

    epoll_ctl(queue, EPOLL_CTL_ADD, fd, &e);
}

static void show(const char *what)
{
    struct epoll_event e[8];
    int n = epoll_wait(queue, e, 8, 0);

    printf("%s:", what);
    for (int i = 0; i < n; i++)
        printf(" %x:%x", e[i].data.u32, e[i].events);
    printf("\n");
}

static void pair(const char *name, int type)
{
    char text[100];
    int s[2];

    puts(name);
    queue = epoll_create1(0);
    SHOW(socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, s));
    SHOW(send(s[0], "some text", 9, 0));
    SHOW(send(s[0], "and more", 8, 0));
    add(s[1], EPOLLIN);
    show("new");
    show("told");
    SHOW(recv(s[1], text, 1, 0));
    show("one read");
    SHOW(send(s[1], "answer", 6, 0));
    show("one sent");
    SHOW(recv(s[0], text, 100, 0));
    show("the answer is read");
    SHOW(send(s[0], "again", 5, 0));
    show("there is more");
    SHOW(shutdown(s[0], SHUT_WR));
    show("no more");
    show("told");
    SHOW(recv(s[1], text, 1, 0));
    show("one read");
    close(s[0]);
    show("closed");
    close(s[1]);
    close(queue);
}

static void writer(const char *name, int type)
{
    char text[100];
    int s[2];

    puts(name);
    queue = epoll_create1(0);
    SHOW(socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, s));
    add(s[1], EPOLLOUT);
    show("room");
    show("told");
    SHOW(send(s[0], "text", 4, 0));
    show("what came is not asked for");
    SHOW(recv(s[1], text, 100, 0));
    show("nor that it is read");
    SHOW(send(s[1], "text", 4, 0));
    show("sent");
    SHOW(recv(s[0], text, 100, 0));
    show("read over there");
    close(s[0]);
    show("closed");
    close(s[1]);
    close(queue);
}

static void counter(void)
{
    int v = eventfd(0, EFD_NONBLOCK), w = dup(v);
    uint64_t n = 1;

    puts("eventfd");
    queue = epoll_create1(0);
    add(v, EPOLLOUT);
    show("room");
    SHOW(write(v, &n, 8));
    show("what came is not asked for");
    add(w, EPOLLIN);
    show("new");
    SHOW(write(v, &n, 8));
    show("more");
    SHOW(read(v, &n, 8));
    show("none");
    n = UINT64_MAX - 1;
    SHOW(write(v, &n, 8));
    show("full");
    SHOW(read(v, &n, 8));
    show("empty");
    close(v);
    close(w);
    close(queue);
}

/* An epoll in an epoll: what is new inside is input outside. */
static void nested(void)
{
    int inner = epoll_create1(0), s[2];
    struct epoll_event e;
    char text[10];

    puts("nested");
    SHOW(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, s));
    queue = inner;
    add(s[1], EPOLLIN | EPOLLOUT);
    queue = epoll_create1(0);
    add(inner, EPOLLIN);
    show("room");
    show("told");
    SHOW(epoll_wait(inner, &e, 1, 0));
    SHOW(send(s[0], "x", 1, 0));
    show("text");
    SHOW(epoll_wait(inner, &e, 1, 0));
    SHOW(send(s[1], "x", 1, 0));
    SHOW(recv(s[0], text, 1, 0));
    show("read over there");
    SHOW(epoll_wait(inner, &e, 1, 0));
    close(s[0]);
    close(s[1]);
}

static void listener(void)
{
    struct sockaddr_un name = {AF_UNIX, "edges"};
    int l = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0), c[3];

    puts("listener");
    queue = epoll_create1(0);
    SHOW(bind(l, (void *)&name, sizeof(name)));
    SHOW(listen(l, 5));
    add(l, EPOLLIN);
    show("nobody");
    for (int i = 0; i < 3; i++) {
        c[i] = socket(AF_UNIX, SOCK_STREAM, 0);
        SHOW(connect(c[i], (void *)&name, sizeof(name)));
    }
    show("three");
    WORKS(accept(l, NULL, NULL));
    show("one less");
    close(c[0]);
    show("closed");
}

int main(void)
{
    fs_enter();
    pair("stream", SOCK_STREAM);
    pair("seqpacket", SOCK_SEQPACKET);
    pair("datagram", SOCK_DGRAM);
    writer("to stream", SOCK_STREAM);
    counter();
    nested();
    listener();
    return 0;
}
