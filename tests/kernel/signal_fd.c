/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* signalfd: reading what is pending, waiting for it, changing the set. */
#include "proc_check.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/time.h>

static int fd;

static void show(const struct signalfd_siginfo *i)
{
    printf("signal %u code %d value %d from %s\n", i->ssi_signo, i->ssi_code,
           i->ssi_int,
           i->ssi_pid == (unsigned)getpid() ? "me"
           : i->ssi_pid                     ? "SOMEBODY"
                                            : "nobody");
}

static short ready(int timeout)
{
    struct pollfd p = {fd, POLLIN, 0};

    poll(&p, 1, timeout);
    return p.revents;
}

int main(void)
{
    struct itimerval once = {.it_value = {0, 10000}};
    struct signalfd_siginfo infos[3];
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGALRM);
    sigaddset(&set, SIGKILL); /* has no effect */
    sigprocmask(SIG_BLOCK, &set, NULL);
    fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    HOLDS(fd >= 0 && fcntl(fd, F_GETFD) == FD_CLOEXEC);
    SHOW(read(fd, infos, sizeof(infos)));
    SHOW(ready(0));
    raise(SIGUSR1);
    SHOW(ready(0));
    SHOW(read(fd, infos, 100));
    SHOW(read(fd, infos, sizeof(infos)));
    show(infos);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 1});
    SHOW(ready(0));
    HOLDS(signalfd(fd, &set, 0) == fd);
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 2});
    kill(getpid(), SIGUSR1);
    SHOW(read(fd, infos, sizeof(infos)));
    for (int i = 0; i < 3; i++)
        show(&infos[i]);
    setitimer(ITIMER_REAL, &once, NULL);
    SHOW(ready(-1));
    SHOW(read(fd, infos, sizeof(infos)));
    fcntl(fd, F_SETFL, 0);
    setitimer(ITIMER_REAL, &once, NULL);
    SHOW(read(fd, infos, sizeof(infos)));
    printf("signal %u code %d\n", infos[0].ssi_signo, infos[0].ssi_code);
    SHOW(write(fd, infos, sizeof(infos)));
    SHOW(signalfd(0, &set, 0));
    SHOW(signalfd(-1, &set, 1));
    SHOW(signalfd(99, &set, 0));
    HOLDS(syscall(SYS_signalfd, fd, &set, 8) == fd);
    SHOW(syscall(SYS_signalfd, -1, &set, 4));
    SHOW(close(fd));
    return 0;
}
