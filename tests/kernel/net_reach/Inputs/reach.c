/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void pair(void)
{
    char c = 0;
    int s[2];

    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    write(s[0], "x", 1);
    read(s[1], &c, 1);
}

static void server(void)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0name"};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    bind(fd, (struct sockaddr *)&name, sizeof(name));
    listen(fd, 1);
    accept(fd, NULL, NULL);
}

int main(void)
{
#ifdef DO_PAIR
    pair();
#endif
#ifdef DO_UNIX
    server();
#endif
    (void)pair, (void)server;
    puts("done");
    return 0;
}
