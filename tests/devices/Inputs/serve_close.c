/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Serves two clients on port 7777, of whom it closes each at once. */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(7777)};
    int l = socket(AF_INET, SOCK_STREAM, 0);

    if (bind(l, (struct sockaddr *)&name, sizeof(name)) || listen(l, 10)) {
        perror("listen");
        return 1;
    }
    for (int clients = 2; clients; clients--)
        close(accept(l, NULL, NULL));
    return 0;
}
