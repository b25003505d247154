/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sends datagrams of either family back, on port 7777, until one says quit. */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(void)
{
    struct sockaddr_in6 name = {.sin6_family = AF_INET6,
                                .sin6_port = htons(7777)};
    int fd = socket(AF_INET6, SOCK_DGRAM, 0);
    char text[8000] = "";

    bind(fd, (struct sockaddr *)&name, sizeof(name));
    while (strcmp(text, "quit")) {
        socklen_t size = sizeof(name);
        ssize_t n = recvfrom(fd, text, sizeof(text) - 1, 0,
                             (struct sockaddr *)&name, &size);

        text[n > 0 ? n : 0] = 0;
        if (sendto(fd, text, n, 0, (struct sockaddr *)&name, size) != n)
            perror("sendto");
    }
    return 0;
}
