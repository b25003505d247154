/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An epoll with 900 items: each of them is found, in the order of its wake. */
#include "fs_check.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>

#define MANY 900

static int fds[MANY];

int main(void)
{
    struct epoll_event e = {.events = EPOLLIN}, got[10];
    int ep = epoll_create1(0), wrong = 0;
    uint64_t one = 1;

    fs_enter();
    for (int i = 0; i < MANY; i++) {
        fds[i] = eventfd(0, EFD_NONBLOCK);
        e.data.u32 = i;
        wrong += fds[i] < 0 || epoll_ctl(ep, EPOLL_CTL_ADD, fds[i], &e);
    }
    SHOW(wrong);
    for (int i = 0; i < MANY; i++) {
        int k = (i * 7 + 3) % MANY;

        write(fds[k], &one, 8);
        wrong += epoll_wait(ep, got, 10, -1) != 1 || got[0].data.u32 != k;
        read(fds[k], &one, 8);
    }
    SHOW(wrong);
    for (int i = 5; i < 15; i++)
        write(fds[i], &one, 8);
    for (int turn = 0; turn < 5; turn++) {
        int n = epoll_wait(ep, got, 4, 0);

        for (int i = 0; i < n; i++)
            printf("%d ", got[i].data.u32);
        printf("\n");
    }
    for (int i = 0; i < MANY; i += 2)
        wrong += epoll_ctl(ep, EPOLL_CTL_DEL, fds[i], NULL);
    for (int i = 1; i < MANY; i += 2)
        close(fds[i]);
    SHOW(wrong);
    SHOW(epoll_wait(ep, got, 10, 0));
    return 0;
}
