/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Connects to what its arguments say and prints what comes. */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found;
    char text[100] = "";
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int error = getaddrinfo(argv[1], argv[2], &hints, &found);

    if (error) {
        printf("%s: %s\n", argv[1], gai_strerror(error));
        return 1;
    }
    if (connect(fd, found->ai_addr, found->ai_addrlen)) {
        printf("connect: %s\n", strerror(errno));
        return 1;
    }
    read(fd, text, 99);
    printf("got: %s\n", text);
    return 0;
}
