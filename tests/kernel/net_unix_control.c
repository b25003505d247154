/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Control messages: descriptors that do not fit, credentials, peeking. */
#define _GNU_SOURCE
#include "net_check.h"

static int s[2];

static long give(int *fds, int n, int type)
{
    char room[CMSG_SPACE(20 * sizeof(int))];
    struct iovec iov = {"x", 1};
    struct msghdr m = {.msg_iov = &iov,
                       .msg_iovlen = 1,
                       .msg_control = room,
                       .msg_controllen = CMSG_SPACE(n * sizeof(int))};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);

    memset(room, 0, sizeof(room));
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = type;
    c->cmsg_len = CMSG_LEN(n * sizeof(int));
    memcpy(CMSG_DATA(c), fds, n * sizeof(int));
    return sendmsg(s[0], &m, 0);
}

static int take(size_t room, int flags, int *first)
{
    char text[10], control[200];
    struct iovec iov = {text, sizeof(text)};
    struct msghdr m = {.msg_iov = &iov,
                       .msg_iovlen = 1,
                       .msg_control = control,
                       .msg_controllen = room};
    int n = recvmsg(s[1], &m, flags | MSG_DONTWAIT), fds = 0;

    for (struct cmsghdr *c = CMSG_FIRSTHDR(&m); n >= 0 && c;
         c = CMSG_NXTHDR(&m, c))
        if (c->cmsg_type == SCM_RIGHTS) {
            fds = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            memcpy(first, CMSG_DATA(c), sizeof(int));
            for (int i = 1; i < fds; i++)
                close(((int *)CMSG_DATA(c))[i]);
        }
    printf("  %d bytes, flags %x, %d descriptors\n", n,
           m.msg_flags & ~MSG_CMSG_CLOEXEC, fds);
    return n;
}

static int open_files(void)
{
    int n = 0;

    for (int fd = 0; fd < 100; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

int main(void)
{
    int p[2], fds[4], got = -1, before, none[1] = {99};
    char c = 0;

    pipe(p);
    for (int i = 0; i < 4; i++)
        fds[i] = p[1];
    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    before = open_files();
    SHOW(give(fds, 4, SCM_RIGHTS));
    take(CMSG_SPACE(4 * sizeof(int)), 0, &got);
    SHOW(write(got, "y", 1));
    SHOW(read(p[0], &c, 1));
    close(got);
    SHOW(open_files() - before);
    /* Room for fewer: those are given, the rest is closed. */
    SHOW(give(fds, 4, SCM_RIGHTS));
    take(CMSG_LEN(2 * sizeof(int)), 0, &got);
    close(got);
    SHOW(give(fds, 2, SCM_RIGHTS));
    take(CMSG_LEN(0), 0, &got);
    SHOW(give(fds, 2, SCM_RIGHTS));
    take(0, 0, &got);
    SHOW(open_files() - before);
    /* read() drops them, too. */
    SHOW(give(fds, 2, SCM_RIGHTS));
    SHOW(read(s[1], &c, 1));
    SHOW(open_files() - before);
    SHOW(give(fds, 1, SCM_RIGHTS));
    take(100, MSG_CMSG_CLOEXEC, &got);
    SHOW(fcntl(got, F_GETFD));
    close(got);
    /* A message with descriptors ends a read, data of before does not mix. */
    write(s[0], "ab", 2);
    SHOW(give(fds, 1, SCM_RIGHTS));
    write(s[0], "cd", 2);
    take(100, 0, &got);
    take(100, 0, &got);
    take(100, 0, &got);
    close(got);
    SHOW(give(none, 1, SCM_RIGHTS));
    SHOW(give(fds, 1, 77));
    SHOW(give(fds, 0, SCM_RIGHTS));
    take(100, 0, &got);
    /* What was on its way when the socket closed is closed. */
    SHOW(give(fds, 2, SCM_RIGHTS));
    close(s[1]);
    close(p[1]);
    SHOW(read(p[0], &c, 1));
    /* A socket through itself. */
    socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
    SHOW(give(&s[1], 1, SCM_RIGHTS));
    close(s[0]);
    take(100, 0, &got);
    SHOW(got >= 0);
    close(got);
    close(s[1]);
    SHOW(open_files() - before);
    return 0;
}
