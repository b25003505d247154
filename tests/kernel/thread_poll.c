/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * poll and select wake when another thread writes, reads or closes, and what
 * they wait for may be closed meanwhile. Few descriptors and many.
 */
#include "fs_check.h"
#include <pthread.h>
#include <sys/select.h>

#define MANY 40

static int p[MANY][2], done[2];

static void fill(int fd)
{
    static char page[4096];

    fcntl(fd, F_SETFL, O_NONBLOCK);
    while (write(fd, page, sizeof(page)) > 0)
        ;
}

static void *put(void *fd)
{
    usleep(20000);
    write(*(int *)fd, "x", 1);
    return NULL;
}

static void *take_all(void *fd)
{
    static char buffer[65536];

    usleep(20000);
    for (size_t n = 0; n < 65536;)
        n += read(*(int *)fd, buffer, sizeof(buffer));
    return NULL;
}

static void *shut(void *fd)
{
    usleep(20000);
    close(*(int *)fd);
    return NULL;
}

/* Closes a descriptor that is waited for, then makes another one ready. */
static void *shut_and_put(void *fd)
{
    usleep(20000);
    close(*(int *)fd);
    usleep(20000);
    write(done[1], "x", 1);
    return NULL;
}

static pthread_t later(void *(*f)(void *), int *fd)
{
    pthread_t t;

    pthread_create(&t, NULL, f, fd);
    return t;
}

static void many(void)
{
    struct pollfd fds[MANY];
    pthread_t t;

    for (int i = 0; i < MANY; i++)
        fds[i] = (struct pollfd){p[i][0], POLLIN, 0};
    t = later(put, &p[31][1]);
    SHOW(poll(fds, MANY, -1));
    SHOW(fds[31].revents);
    pthread_join(t, NULL);
    SHOW(poll(fds, 31, 10));
    read(p[31][0], fds, 1);
}

static void ends(void)
{
    struct pollfd fds[2] = {{p[0][0], POLLIN, 0}, {p[1][1], POLLOUT, 0}};
    pthread_t t;

    fill(p[1][1]);
    SHOW(poll(fds, 2, 0));
    t = later(take_all, &p[1][0]);
    SHOW(poll(fds, 2, -1));
    printf("%x %x\n", fds[0].revents, fds[1].revents);
    pthread_join(t, NULL);
    t = later(shut, &p[0][1]);
    SHOW(poll(fds, 1, -1));
    SHOW(fds[0].revents);
    pthread_join(t, NULL);
    fill(p[1][1]);
    t = later(shut, &p[1][0]);
    SHOW(poll(fds + 1, 1, -1));
    SHOW(fds[1].revents);
    pthread_join(t, NULL);
}

static void select_wakes(void)
{
    struct timeval long_time = {100, 0};
    pthread_t t = later(put, &p[5][1]);
    fd_set reads;

    FD_ZERO(&reads);
    for (int i = 2; i < 8; i++)
        FD_SET(p[i][0], &reads);
    SHOW(select(FD_SETSIZE, &reads, NULL, NULL, &long_time));
    HOLDS(FD_ISSET(p[5][0], &reads) && !FD_ISSET(p[6][0], &reads));
    HOLDS(long_time.tv_sec == 99);
    pthread_join(t, NULL);
}

static void closed_meanwhile(void)
{
    struct pollfd fds[2] = {{p[9][0], POLLIN, 0}, {0, POLLIN, 0}};
    pthread_t t;

    pipe(done);
    fds[1].fd = done[0];
    t = later(shut_and_put, &p[9][0]);
    SHOW(poll(fds, 2, -1) > 0);
    SHOW(fds[1].revents);
    pthread_join(t, NULL);
}

int main(void)
{
    fs_enter();
    for (int i = 0; i < MANY; i++)
        pipe(p[i]);
    many();
    ends();
    select_wakes();
    closed_meanwhile();
    return 0;
}
