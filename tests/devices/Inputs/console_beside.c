/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One thread reads the console, another one waits for the network; no poll. */
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void *reader(void *unused)
{
    char byte;

    puts("waits");
    while (read(0, &byte, 1) == 1)
        write(1, &byte, 1);
    exit(0);
    return unused;
}

int main(void)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(9)};
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    pthread_t thread;
    char byte;

    bind(s, (struct sockaddr *)&here, sizeof(here));
    pthread_create(&thread, NULL, reader, NULL);
    return (int)recv(s, &byte, 1, 0);
}
