/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* eventfd: counting, semaphores, overflow, errors; blocking between threads. */
#include "fs_check.h"
#include <pthread.h>
#include <sys/eventfd.h>

static int fd;
static uint64_t v;

static long get(void)
{
    v = 0;
    return read(fd, &v, 8);
}

static long put(uint64_t more)
{
    return write(fd, &more, 8);
}

static int state(void)
{
    struct pollfd p = {fd, POLLIN | POLLOUT, 0};

    poll(&p, 1, 0);
    return p.revents;
}

static void *reader(void *sum)
{
    uint64_t n;

    for (int i = 0; i < 100; i++) {
        read(fd, &n, 8);
        *(uint64_t *)sum += n;
    }
    return NULL;
}

static void *writer(void *p)
{
    put(100);
    return p;
}

int main(void)
{
    uint64_t sums[3] = {0};
    pthread_t t[3];
    char small[4];

    fs_enter();
    fd = eventfd(3, EFD_NONBLOCK | EFD_CLOEXEC);
    SHOW(fcntl(fd, F_GETFD));
    SHOW(fcntl(fd, F_GETFL) & O_NONBLOCK);
    SHOW(state());
    SHOW(get());
    SHOW(v);
    SHOW(get());
    SHOW(state());
    SHOW(put(5));
    SHOW(put(6));
    SHOW(get());
    SHOW(v);
    SHOW(put(UINT64_MAX));
    SHOW(put(UINT64_MAX - 1));
    SHOW(put(1));
    SHOW(state());
    SHOW(get());
    HOLDS(v == UINT64_MAX - 1);
    SHOW(put(0));
    SHOW(get());
    SHOW(read(fd, small, 4));
    SHOW(write(fd, small, 4));
    SHOW(eventfd(0, 2));
    SHOW(close(fd));
    fd = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK);
    SHOW(get());
    SHOW(v);
    SHOW(get());
    SHOW(get());
    SHOW(close(fd));
    fd = eventfd(0, EFD_SEMAPHORE);
    for (int i = 0; i < 3; i++)
        pthread_create(&t[i], NULL, reader, &sums[i]);
    for (int i = 0; i < 100; i++)
        put(3);
    for (int i = 0; i < 3; i++)
        pthread_join(t[i], NULL);
    SHOW(sums[0] + sums[1] + sums[2]);
    close(fd);
    fd = eventfd(0, 0);
    SHOW(put(UINT64_MAX - 50));
    pthread_create(&t[0], NULL, writer, NULL);
    usleep(10000);
    SHOW(get());
    HOLDS(v == UINT64_MAX - 50);
    pthread_join(t[0], NULL);
    SHOW(get());
    SHOW(v);
    close(fd);
    fd = eventfd(UINT32_MAX, 0);
    SHOW(get());
    HOLDS(v == UINT32_MAX);
    return 0;
}
