/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* signalfd: several signals at a time, masks that change, fields, ends. */
#include "proc_check.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>

static struct signalfd_siginfo infos[8];

static void take(int fd, int room)
{
    ssize_t n = read(fd, infos, room * sizeof(*infos));

    if (n < 0) {
        printf("read: %s\n", check_error(errno));
        return;
    }
    for (unsigned i = 0; i < n / sizeof(*infos); i++)
        printf(" [%d code %d value %d %s]", (int)infos[i].ssi_signo,
               (int)infos[i].ssi_code,
               infos[i].ssi_code == SI_QUEUE ? (int)infos[i].ssi_int : 0,
               (int)infos[i].ssi_pid == getpid() && infos[i].ssi_uid == getuid()
                   ? "here"
                   : "?");
    printf("\n");
}

static int ready(int fd)
{
    struct pollfd p = {fd, POLLIN | POLLOUT, 0};

    return poll(&p, 1, 0) * 100 + p.revents;
}

int main(void)
{
    sigset_t set, one;
    int fd, second, copy;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    take(fd, 1);
    SHOW(ready(fd));
    for (int i = 0; i < 3; i++)
        sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = i});
    kill(getpid(), SIGUSR2);
    raise(SIGUSR1);
    raise(SIGUSR1);
    SHOW(ready(fd));
    take(fd, 2);
    take(fd, 8);
    take(fd, 8);
    SHOW(ready(fd));
    SHOW(read(fd, infos, sizeof(*infos) - 1));
    SHOW(read(fd, infos, 0));
    /* Two descriptors with different sets. */
    sigemptyset(&one);
    sigaddset(&one, SIGUSR2);
    second = signalfd(-1, &one, SFD_NONBLOCK);
    raise(SIGUSR1);
    SHOW(ready(second));
    take(second, 8);
    raise(SIGUSR2);
    SHOW(ready(second));
    SHOW(ready(fd));
    take(second, 8);
    take(fd, 8);
    /* A new set for an old descriptor; its flags stay. */
    SHOW(signalfd(fd, &one, 0) == fd);
    HOLDS(fcntl(fd, F_GETFL) & O_NONBLOCK);
    raise(SIGUSR1);
    take(fd, 8);
    SHOW(ready(fd));
    SHOW(signalfd(fd, &set, 0) == fd);
    SHOW(ready(fd));
    copy = dup(fd);
    take(copy, 8);
    /* SIGKILL and SIGSTOP are left out without a word. */
    sigemptyset(&one);
    sigaddset(&one, SIGKILL);
    sigaddset(&one, SIGSTOP);
    SHOW(signalfd(-1, &one, SFD_NONBLOCK) >= 0);
    SHOW(signalfd(second, &set, 0x40));
    SHOW(signalfd(1, &set, 0));
    SHOW(syscall(SYS_signalfd4, -1, &set, 7, 0));
    /* sigtimedwait and the descriptor take from the same queue. */
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 50});
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 51});
    SHOW(sigtimedwait(&set, NULL, &(struct timespec){0, 0}) == SIGRTMIN);
    take(fd, 8);
    SHOW(write(fd, infos, sizeof(infos)));
    return 0;
}
