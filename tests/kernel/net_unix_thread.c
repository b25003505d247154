// CFLAGS: -pthread
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Threads that wait for one another through sockets of AF_UNIX. */
#include "net_check.h"
#include <pthread.h>

#define BYTES 1000000

static int s[2], listener;

static void *producer(void *unused)
{
    static char block[10000];

    for (int sent = 0; sent < BYTES; sent += sizeof(block)) {
        memset(block, sent / (int)sizeof(block), sizeof(block));
        if (write(s[0], block, sizeof(block)) != sizeof(block))
            printf("short write\n");
    }
    close(s[0]);
    return unused;
}

static void *server(void *unused)
{
    char text[100] = "";
    int fd = accept(listener, NULL, NULL);

    if (recv(fd, text, 10, MSG_WAITALL) == 10)
        write(fd, strcmp(text, "1234567890") ? "wrong" : "answer", 6);
    close(fd);
    return unused;
}

static void bytes(void)
{
    static char block[7777];
    pthread_t thread;
    ssize_t n, sum = 0, weight = 0;

    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    pthread_create(&thread, NULL, producer, NULL);
    while ((n = read(s[1], block, sizeof(block))) > 0) {
        sum += n;
        for (ssize_t i = 0; i < n; i++)
            weight += (unsigned char)block[i];
    }
    pthread_join(thread, NULL);
    SHOW(sum);
    SHOW(weight);
}

int main(void)
{
    struct sockaddr_un name;
    socklen_t size = unix_name(&name, "@server");
    char text[100] = "";
    pthread_t thread;
    int fd;

    setvbuf(stdout, NULL, _IOLBF, 0);
    bytes();
    listener = socket(AF_UNIX, SOCK_STREAM, 0);
    bind(listener, (struct sockaddr *)&name, size);
    listen(listener, 5);
    pthread_create(&thread, NULL, server, NULL);
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    SHOW(connect(fd, (struct sockaddr *)&name, size));
    SHOW(write(fd, "12345", 5));
    usleep(1000);
    SHOW(write(fd, "67890", 5));
    SHOW(recv(fd, text, 6, MSG_WAITALL));
    printf("%s\n", text);
    SHOW(read(fd, text, 100));
    pthread_join(thread, NULL);
    return 0;
}
