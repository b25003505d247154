/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Answers datagrams on port 7777 until one says quit. */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(7777)};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    char text[100] = "";

    bind(fd, (struct sockaddr *)&name, sizeof(name));
    puts("ready");
    fflush(stdout);
    while (strcmp(text, "quit")) {
        socklen_t size = sizeof(name);
        ssize_t n = recvfrom(fd, text, 99, 0, (struct sockaddr *)&name, &size);

        text[n > 0 ? n : 0] = 0;
        sendto(fd, "you said something", 18, 0, (struct sockaddr *)&name, size);
    }
    return 0;
}
