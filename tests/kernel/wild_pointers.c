/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Wild pointers in the arguments of system calls. Linux says EFAULT; here it is a
 * fault of the program, which its handler may leave. Either way nothing hangs, and
 * descriptors, files, pipes, sockets and epolls work as before.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "wild_calls.h"

enum { HERE = AT_FDCWD };

static const char constant[4096] = "read-only";
static char good[4096] __attribute__((aligned(16)));
static char zeros[4096] __attribute__((aligned(16)));
static int zero, file, folder, ends[2], pair[2], queue, clock_file;
static void *timer, *page;
static struct timespec tick = {0, 1};
static sigjmp_buf back;

static void leave(int number)
{
    siglongjmp(back, 1);
}

/* Says what does not fault: nothing. */
static void judge(const char *call, long result)
{
    if (result != -1 || errno != EFAULT)
        printf("%s: %ld\n", call, result == -1 ? -errno : result);
}

#define C(name, call)                                                          \
    calls++;                                                                   \
    if (!sigsetjmp(back, 1))                                                   \
        judge(name, call);

static int read_from(void *p)
{
    int calls = 0;

    READERS
    return calls;
}

static int write_to(void *p)
{
    int calls = 0;

    WRITERS
    return calls;
}

static void works(void)
{
    char buffer[16] = "";
    struct epoll_event event;

    printf("epoll %d\n", epoll_wait(queue, &event, 1, 0));
    printf("file %zd", pwrite(file, "contents", 8, 0));
    printf(" %zd", pread(file, buffer, 8, 0));
    printf(" %s\n", buffer);
    while (read(ends[0], buffer, sizeof(buffer)) > 0)
        ;
    printf("pipe %zd", write(ends[1], "pipe", 4));
    printf(" %zd\n", read(ends[0], buffer, 16));
    while (recv(pair[1], buffer, sizeof(buffer), 0) > 0)
        ;
    printf("socket %zd", write(pair[0], "socket", 6));
    printf(" %zd\n", read(pair[1], buffer, 16));
    printf("epoll %d\n", epoll_wait(queue, &event, 1, 0));
    write(ends[1], "more", 4);
    printf("epoll %d", epoll_wait(queue, &event, 1, 0));
    printf(" %d\n", (int)event.data.u32);
    write(pair[0], "more", 4);
}

static void prepare(void)
{
    struct epoll_event event = {EPOLLIN, {.u32 = 77}};

    zero = open("/dev/zero", O_RDONLY);
    file = open("wild", O_CREAT | O_RDWR | O_TRUNC, 0600);
    unlink("wild");
    symlink("to", "link");
    folder = open("/", O_RDONLY | O_DIRECTORY);
    queue = epoll_create1(0);
    clock_file = syscall(SYS_timerfd_create, CLOCK_MONOTONIC, 0);
    syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, &timer);
    page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    pipe2(ends, O_NONBLOCK);
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair);
    epoll_ctl(queue, EPOLL_CTL_ADD, ends[0], &event);
}

int main(void)
{
    char *gone = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                      0);
    uintptr_t wild[] = {8, (uintptr_t)gone, 0x700000000000, 1ul << 63,
                        0xffff900000000010};

    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGSEGV, leave);
    prepare();
    munmap(gone, 8192);
    works();
    for (size_t i = 0; i < sizeof(wild) / sizeof(*wild); i++) {
        printf("pointer %zu\n", i);
        printf("%d calls\n",
               read_from((void *)wild[i]) + write_to((void *)wild[i]));
        works();
    }
    printf("constant: %d calls\n", write_to((void *)constant));
    works();
    return 0;
}
