/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* poll and select over pipes and files; time-outs. */
#include "fs_check.h"
#include <sys/select.h>
#include <time.h>

static long long now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

int main(void)
{
    struct timespec tiny = {0, 1000}, bad = {0, -1};
    struct timeval later = {0, 30000};
    struct pollfd fds[4];
    fd_set reads, writes;
    long long start;
    int p[2], fd;

    fs_enter();
    fd = open("f", O_CREAT | O_RDWR, 0600);
    pipe(p);
    fds[0] = (struct pollfd){p[0], POLLIN, 0};
    fds[1] = (struct pollfd){p[1], POLLOUT, 0};
    fds[2] = (struct pollfd){fd, POLLIN | POLLOUT, 0};
    fds[3] = (struct pollfd){-1, POLLIN, 7};
    SHOW(poll(fds, 4, 0));
    printf("%x %x %x %x\n", fds[0].revents, fds[1].revents, fds[2].revents,
           fds[3].revents);
    write(p[1], "x", 1);
    SHOW(poll(fds, 1, -1));
    SHOW(fds[0].revents);
    fds[3].fd = 99;
    SHOW(poll(fds + 3, 1, -1));
    SHOW(fds[3].revents);
    read(p[0], fds + 3, 1);
    start = now_ms();
    SHOW(poll(fds, 1, 30));
    HOLDS(now_ms() - start >= 29);
    SHOW(poll(NULL, 0, 1));
    SHOW(ppoll(fds, 1, &tiny, NULL));
    SHOW(ppoll(fds, 1, &bad, NULL));
    SHOW(poll(fds, 100000000, 0));
    FD_ZERO(&reads);
    FD_ZERO(&writes);
    FD_SET(p[0], &reads);
    FD_SET(fd, &reads);
    FD_SET(p[1], &writes);
    SHOW(select(20, &reads, &writes, NULL, NULL));
    HOLDS(!FD_ISSET(p[0], &reads) && FD_ISSET(fd, &reads));
    HOLDS(FD_ISSET(p[1], &writes));
    FD_ZERO(&reads);
    FD_SET(p[0], &reads);
    SHOW(select(20, &reads, NULL, NULL, &later));
    HOLDS(!FD_ISSET(p[0], &reads));
    SHOW(later.tv_usec);
    /* Below 64: Linux ignores what is beyond its table, whose size depends on
     * what the parent had open. */
    FD_SET(50, &reads);
    later.tv_usec = 0;
    SHOW(select(60, &reads, NULL, NULL, &later));
    SHOW(select(-1, NULL, NULL, NULL, &later));
    SHOW(pselect(0, NULL, NULL, NULL, &tiny, NULL));
    close(p[1]);
    SHOW(poll(fds, 1, -1));
    SHOW(fds[0].revents);
    FD_ZERO(&reads);
    FD_SET(p[0], &reads);
    SHOW(select(20, &reads, NULL, NULL, NULL));
    pipe(p);
    close(p[0]);
    fds[1].fd = p[1];
    SHOW(poll(fds + 1, 1, -1));
    SHOW(fds[1].revents);
    return 0;
}
