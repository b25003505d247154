// CFLAGS: -pthread
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Threads at both ends of connections: much data both ways, many at once. */
#include "net_inet.h"
#include <pthread.h>

#define CLIENTS 20
#define BYTES 3000000

static unsigned port;

static void *echo(void *argument)
{
    static char buffers[CLIENTS + 1][20000];
    int fd = (int)(long)argument & 0xffff, n;
    char *buffer = buffers[(long)argument >> 16];

    while ((n = read(fd, buffer, 20000)) > 0)
        for (int sent = 0; sent < n;)
            sent += write(fd, buffer + sent, n - sent);
    close(fd);
    return NULL;
}

static void *serve(void *argument)
{
    int l = (int)(long)argument;
    pthread_t threads[CLIENTS + 1];

    for (long i = 0; i <= CLIENTS; i++) {
        int fd = accept(l, NULL, NULL);

        pthread_create(&threads[i], NULL, echo, (void *)(i << 16 | fd));
    }
    for (int i = 0; i <= CLIENTS; i++)
        pthread_join(threads[i], NULL);
    return NULL;
}

static void *small_client(void *argument)
{
    char text[20], back[20] = "";
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    long good = !join(fd, AF_INET, port);

    for (int i = 0; i < 20; i++) {
        int n = sprintf(text, "%d of %d", i, (int)(long)argument);

        good &= write(fd, text, n) == n;
        good &= recv(fd, back, n, MSG_WAITALL) == n && !memcmp(text, back, n);
    }
    close(fd);
    return (void *)good;
}

static void *pump(void *argument)
{
    static unsigned char block[10000];
    int fd = (int)(long)argument;

    for (int sent = 0; sent < BYTES; sent += sizeof(block)) {
        for (unsigned i = 0; i < sizeof(block); i++)
            block[i] = (sent + i) * 7 / 3;
        if (write(fd, block, sizeof(block)) != sizeof(block))
            printf("short write\n");
    }
    shutdown(fd, SHUT_WR);
    return NULL;
}

static void large_client(void)
{
    static unsigned char block[12345];
    int fd = socket(AF_INET, SOCK_STREAM, 0), got = 0, wrong = 0, n;
    pthread_t thread;

    join(fd, AF_INET, port);
    pthread_create(&thread, NULL, pump, (void *)(long)fd);
    while ((n = read(fd, block, sizeof(block))) > 0)
        for (int i = 0; i < n; i++, got++)
            wrong += block[i] != (unsigned char)(got * 7 / 3);
    pthread_join(thread, NULL);
    SHOW(got);
    SHOW(wrong);
    close(fd);
}

int main(void)
{
    int l = socket(AF_INET, SOCK_STREAM, 0), good = 0;
    pthread_t server, clients[CLIENTS];

    setvbuf(stdout, NULL, _IOLBF, 0);
    port = take_port(l, AF_INET);
    listen(l, 50);
    pthread_create(&server, NULL, serve, (void *)(long)l);
    for (long i = 0; i < CLIENTS; i++)
        pthread_create(&clients[i], NULL, small_client, (void *)i);
    for (int i = 0; i < CLIENTS; i++) {
        void *result;

        pthread_join(clients[i], &result);
        good += (int)(long)result;
    }
    SHOW(good);
    large_client();
    pthread_join(server, NULL);
    return 0;
}
