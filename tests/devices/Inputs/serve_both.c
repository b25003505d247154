/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Asks itself by the address 10.9.8.2 of its own card, then serves a client of
 * either family as serve.c does, on port 7777.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char buffer[30000];

static void ask_myself(int listener)
{
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(7777)};
    int out = socket(AF_INET, SOCK_STREAM, 0), in;

    inet_pton(AF_INET, "10.9.8.2", &own.sin_addr);
    if (connect(out, (struct sockaddr *)&own, sizeof(own)))
        perror("connect");
    in = accept(listener, NULL, NULL);
    write(out, "to myself", 9);
    printf("%.*s\n", (int)read(in, buffer, sizeof(buffer)), buffer);
    close(in);
    close(out);
}

int main(void)
{
    struct sockaddr_in6 name = {.sin6_family = AF_INET6,
                                .sin6_port = htons(7777)};
    int listener = socket(AF_INET6, SOCK_STREAM, 0), fd;
    ssize_t n;

    if (bind(listener, (struct sockaddr *)&name, sizeof(name)) ||
        listen(listener, 10)) {
        perror("listen");
        return 1;
    }
    ask_myself(listener);
    fd = accept(listener, NULL, NULL);
    read(fd, buffer, sizeof(buffer));
    write(fd, "welcome\n", 8);
    while ((n = read(fd, buffer, sizeof(buffer))) > 0)
        if (write(fd, buffer, n) != n)
            perror("write");
    return 0;
}
