/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sends each datagram to port 7777 back. */
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(7777)};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    static char text[1500];

    if (fd < 0 || bind(fd, (struct sockaddr *)&name, sizeof(name)))
        return 1;
    for (;;) {
        socklen_t size = sizeof(name);
        ssize_t n = recvfrom(fd, text, sizeof(text), 0,
                             (struct sockaddr *)&name, &size);

        if (n >= 0)
            sendto(fd, text, n, 0, (struct sockaddr *)&name, size);
    }
}
