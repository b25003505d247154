/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One call each, without musl's ways around kernels that lack them. */
#include "syscall.h"
#include <signal.h>
#include <sys/epoll.h>

int epoll_create(int size)
{
    (void)size;
    return epoll_create1(0);
}

int epoll_create1(int flags)
{
    return syscall(SYS_epoll_create1, flags);
}

int epoll_ctl(int epoll, int operation, int fd, struct epoll_event *event)
{
    return syscall(SYS_epoll_ctl, epoll, operation, fd, event);
}

int epoll_pwait(int epoll, struct epoll_event *events, int room, int timeout,
                const sigset_t *mask)
{
    return syscall_cp(SYS_epoll_pwait, epoll, events, room, timeout, mask,
                      _NSIG / 8);
}

int epoll_wait(int epoll, struct epoll_event *events, int room, int timeout)
{
    return epoll_pwait(epoll, events, room, timeout, 0);
}
