/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Serves a client on port 7777: an answer to a line, then an echo. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char buffer[30000];

static void echo(int fd)
{
    ssize_t n = read(fd, buffer, sizeof(buffer));

    printf("line of %d\n", (int)n);
    write(fd, "welcome\n", 8);
    while ((n = read(fd, buffer, sizeof(buffer))) > 0)
        if (write(fd, buffer, n) != n)
            perror("write");
    close(fd);
}

int main(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(7777)};
    int one = 1, l = socket(AF_INET, SOCK_STREAM, 0);

    setvbuf(stdout, NULL, _IOLBF, 0);
    setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
    if (bind(l, (struct sockaddr *)&name, sizeof(name)) || listen(l, 10)) {
        perror("listen");
        return 1;
    }
    puts("ready");
    for (int clients = 1; clients; clients--) {
        socklen_t size = sizeof(name);
        int fd = accept(l, (struct sockaddr *)&name, &size);

        printf("from %s\n", inet_ntoa(name.sin_addr));
        echo(fd);
    }
    return 0;
}
