/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A wait for events that can never come is reported. */
// HOST: no
// STATUS: 125
// EXPECT: before
#include "fs_check.h"
#include <sys/epoll.h>

int main(void)
{
    struct epoll_event e = {.events = EPOLLIN};
    int p[2], ep = epoll_create1(0);

    pipe(p);
    epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &e);
    printf("before\n");
    fflush(stdout);
    epoll_wait(ep, &e, 1, -1);
    printf("after\n");
    return 0;
}
