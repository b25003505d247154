/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * net_time_wait closed|open: takes all pages but LEFT, and makes connections
 * over loopback. Each is closed at once, by one side first, which then is in
 * TIME_WAIT; or stays open. Then it sends much, and takes MORE pages.
 */
#include "../net_inet.h"
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>

enum { COUNT = 1200, LEFT = 110, MORE = 80 };

static unsigned port;
static int listener;

static void take(size_t pages)
{
    char *at = mmap(NULL, pages << 12, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (at == MAP_FAILED) {
        printf("mmap: %s\n", strerror(errno));
        exit(1);
    }
    for (size_t i = 0; i < pages; i++)
        at[i << 12] = 1;
}

static int meet(int *peer)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || join(fd, AF_INET, port) ||
        (*peer = accept(listener, NULL, NULL)) < 0)
        return -1;
    return fd;
}

static bool talk(bool stay)
{
    char byte = 'x';
    int peer, fd = meet(&peer);

    if (fd < 0 || write(fd, &byte, 1) != 1 || read(peer, &byte, 1) != 1)
        return false;
    if (stay)
        return true;
    close(fd);
    if (read(peer, &byte, 1))
        return false;
    close(peer);
    return true;
}

static void connections(bool stay)
{
    int i = 0;

    errno = 0;
    while (i < COUNT && talk(stay))
        i++;
    printf("%d of %d: %s\n", i, COUNT, strerror(errno));
    if (i < COUNT)
        exit(1);
}

static void send_much(void)
{
    static char data[100000];
    size_t got = 0;
    ssize_t n;
    int peer, fd = meet(&peer);

    printf("sent %zd\n", write(fd, data, sizeof(data)));
    shutdown(fd, SHUT_WR);
    while ((n = read(peer, data, sizeof(data))) > 0)
        got += n;
    printf("got %zu\n", got);
    close(peer);
    close(fd);
}

int main(int argc, char **argv)
{
    struct sysinfo info;

    setvbuf(stdout, NULL, _IOLBF, 0);
    listener = socket(AF_INET, SOCK_STREAM, 0);
    port = take_port(listener, AF_INET);
    listen(listener, 5);
    sysinfo(&info);
    take(info.freeram * info.mem_unit / 4096 - LEFT);
    connections(argc > 1 && !strcmp(argv[1], "open"));
    send_much();
    take(MORE);
    puts("taken");
    return 0;
}
