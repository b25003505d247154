/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files and credentials in messages of AF_UNIX. */
#include "net_check.h"

static void send_files(int to, const char *text, const int *fds, int count)
{
    char control[CMSG_SPACE(8 * sizeof(int))] = "";
    struct iovec iov = {(char *)text, strlen(text)};
    struct msghdr m = {.msg_iov = &iov,
                       .msg_iovlen = 1,
                       .msg_control = control,
                       .msg_controllen = CMSG_SPACE(count * sizeof(int))};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);

    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(c), fds, count * sizeof(int));
    SHOW(sendmsg(to, &m, 0));
}

static void show_control(struct msghdr *m)
{
    struct ucred cred;

    for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
        size_t size = c->cmsg_len - CMSG_LEN(0);

        printf("control %d %d, %d bytes\n", c->cmsg_level, c->cmsg_type,
               (int)size);
        if (c->cmsg_type == SCM_CREDENTIALS) {
            memcpy(&cred, CMSG_DATA(c), sizeof(cred));
            HOLDS(cred.pid == getpid());
            continue;
        }
        for (int i = 0; i < (int)(size / sizeof(int)); i++) {
            char text[20] = "";
            int fd;

            memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(fd));
            SHOW(fcntl(fd, F_GETFD));
            SHOW(read(fd, text, 20));
            printf("%s\n", text);
            close(fd);
        }
    }
}

static void receive_files(int from, size_t room, int flags)
{
    char text[100] = "";
    _Alignas(8) char control[200];
    struct iovec iov = {text, 99};
    struct msghdr m = {.msg_iov = &iov,
                       .msg_iovlen = 1,
                       .msg_control = control,
                       .msg_controllen = room};

    ssize_t n = recvmsg(from, &m, flags | MSG_DONTWAIT);

    SHOW(n);
    if (n < 0)
        return;
    printf("\"%s\" flags %x control %d\n", text,
           m.msg_flags & ~MSG_CMSG_CLOEXEC, (int)m.msg_controllen);
    show_control(&m);
}

int main(void)
{
    struct ucred cred;
    socklen_t size = sizeof(cred);
    int s[2], fds[2], bad = 99, on = 1;

    fs_enter();
    fs_put("one", "text of one");
    fs_put("two", "text of two");
    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    fds[0] = open("one", O_RDONLY);
    fds[1] = open("two", O_RDONLY);
    send_files(s[0], "files", fds, 2);
    SHOW(write(s[0], "more", 4));
    receive_files(s[1], 100, MSG_CMSG_CLOEXEC);
    receive_files(s[1], 100, 0);
    lseek(fds[0], 0, SEEK_SET);
    lseek(fds[1], 0, SEEK_SET);
    SHOW(write(s[0], "before", 6));
    send_files(s[0], "files", fds, 2);
    receive_files(s[1], 100, 0);
    receive_files(s[1], 100, 0);
    lseek(fds[0], 0, SEEK_SET);
    send_files(s[0], "short", fds, 2);
    receive_files(s[1], CMSG_LEN(sizeof(int)), 0);
    send_files(s[0], "none", fds, 1);
    receive_files(s[1], 0, 0);
    send_files(s[0], "bad", &bad, 1);
    receive_files(s[1], 100, 0);
    /* A socket through itself. */
    send_files(s[0], "self", &s[0], 1);
    receive_files(s[1], 0, 0);
    SHOW(setsockopt(s[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)));
    SHOW(write(s[0], "who", 3));
    receive_files(s[1], 100, 0);
    SHOW(getsockopt(s[0], SOL_SOCKET, SO_PEERCRED, &cred, &size));
    HOLDS(cred.pid == getpid() && cred.uid == getuid());
    return 0;
}
