/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* select and pselect: sets, limits, time that is left, masks. */
#include "net_check.h"
#include <sys/resource.h>
#include <sys/select.h>
#include <time.h>

static volatile int caught;

static void handler(int number)
{
    caught = number;
}

static void show(const char *what, const fd_set *set)
{
    printf("%s:", what);
    for (int fd = 0; fd < 200; fd++)
        if (FD_ISSET(fd, set))
            printf(" %d", fd);
    printf("\n");
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler};
    struct timespec zero = {0, 0}, soon = {0, 10000000}, bad = {0, -1};
    struct timeval time = {3, 500000};
    fd_set reads, writes, errors;
    sigset_t set, none;
    int p[2];

    pipe(p);
    dup2(p[0], 150);
    dup2(p[1], 151);
    dup2(p[1], 64);
    FD_ZERO(&reads);
    FD_ZERO(&writes);
    FD_ZERO(&errors);
    FD_SET(150, &reads);
    FD_SET(151, &writes);
    FD_SET(64, &writes);
    FD_SET(64, &reads);
    FD_SET(150, &errors);
    SHOW(select(152, &reads, &writes, &errors, &time));
    show("reads", &reads);
    show("writes", &writes);
    show("errors", &errors);
    HOLDS(time.tv_sec == 3);
    write(p[1], "x", 1);
    FD_SET(150, &reads);
    FD_SET(151, &writes);
    /* Only below the first argument. */
    SHOW(select(150, &reads, NULL, NULL, &(struct timeval){0, 0}));
    show("reads", &reads);
    FD_ZERO(&reads);
    FD_SET(150, &reads);
    SHOW(select(151, &reads, NULL, NULL, NULL));
    show("reads", &reads);
    read(p[0], &caught, 1);
    caught = 0;
    time = (struct timeval){0, 1500000};
    FD_SET(150, &reads);
    FD_SET(151, &writes);
    SHOW(select(152, &reads, &writes, NULL, &time));
    time = (struct timeval){0, 10000};
    FD_ZERO(&reads);
    FD_SET(150, &reads);
    SHOW(select(152, &reads, NULL, NULL, &time));
    show("reads", &reads);
    printf("%d %d\n", (int)time.tv_sec, (int)time.tv_usec);
    SHOW(select(0, NULL, NULL, NULL, &(struct timeval){0, 1000}));
    SHOW(select(-1, NULL, NULL, NULL, &time));
    SHOW(select(1, NULL, NULL, NULL, &(struct timeval){-1, 0}));
    SHOW(select(1, NULL, NULL, NULL, &(struct timeval){0, -1}));
    SHOW(select(5000, NULL, NULL, NULL, &time));
    FD_SET(100, &reads);
    SHOW(select(152, &reads, NULL, NULL, &time));
    show("unchanged", &reads);
    FD_ZERO(&reads);
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&none);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    SHOW(pselect(0, NULL, NULL, NULL, &zero, NULL));
    SHOW(caught);
    SHOW(pselect(0, NULL, NULL, NULL, &soon, &set));
    SHOW(caught);
    SHOW(pselect(0, NULL, NULL, NULL, &soon, &none));
    SHOW(caught);
    SHOW(soon.tv_nsec);
    SHOW(pselect(0, NULL, NULL, NULL, &bad, NULL));
    caught = 0;
    raise(SIGUSR1);
    SHOW(ppoll(NULL, 0, &zero, &none));
    SHOW(caught);
    caught = 0;
    raise(SIGUSR1);
    FD_SET(151, &writes);
    /* What is ready comes before the signal; that stays. */
    SHOW(pselect(152, NULL, &writes, NULL, NULL, &set));
    SHOW(caught);
    SHOW(syscall(SYS_ppoll, NULL, 0, &zero, &none, 4));
    return 0;
}
