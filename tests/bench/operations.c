/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the operations that servers live on cost: each is done COUNT times
 * between two marks. The first run of each, without marks, brings memory in and
 * warms the kernel's caches. Prints "NAME OPERATIONS" in the order of the marks.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "operations.h"

enum { COUNT = 1000, DESCRIPTORS = 1000, PAGE = 4096 };

/* Values of <linux/futex.h>, which not every libc has. */
enum { FUTEX_WAIT = 0, FUTEX_WAKE = 1, FUTEX_PRIVATE_FLAG = 128 };

static void null_call(void)
{
    for (int i = 0; i < COUNT; i++)
        CHECK(syscall(SYS_getppid) >= 0);
}

/* Whose turn it is; a hand-over is one context switch. */
static volatile unsigned turn;

static void *yielder(void *unused)
{
    for (int i = 0; i < COUNT / 2; i++) {
        while (turn != 1)
            sched_yield();
        turn = 0;
    }
    return unused;
}

static void yield_switches(void)
{
    for (int i = 0; i < COUNT / 2; i++) {
        turn = 1;
        while (turn != 0)
            sched_yield();
    }
}

static void futex(int operation, unsigned value)
{
    syscall(SYS_futex, &turn, operation | FUTEX_PRIVATE_FLAG, value, NULL,
            NULL, 0);
}

static void *futex_partner(void *unused)
{
    for (int i = 0; i < COUNT; i++) {
        while (turn != 1)
            futex(FUTEX_WAIT, 0);
        turn = 0;
        futex(FUTEX_WAKE, 1);
    }
    return unused;
}

/* Wakes the partner, is woken by it. */
static void futex_round_trips(void)
{
    for (int i = 0; i < COUNT; i++) {
        turn = 1;
        futex(FUTEX_WAKE, 1);
        while (turn != 0)
            futex(FUTEX_WAIT, 1);
    }
}

static int there[2], back[2];

static void *echo(void *unused)
{
    char c;

    for (int i = 0; i < COUNT; i++) {
        CHECK(read(there[0], &c, 1) == 1);
        CHECK(write(back[1], &c, 1) == 1);
    }
    return unused;
}

static void pipe_round_trips(void)
{
    char c = 'x';

    for (int i = 0; i < COUNT; i++) {
        CHECK(write(there[1], &c, 1) == 1);
        CHECK(read(back[0], &c, 1) == 1);
    }
}

static int poller, events[DESCRIPTORS];

/* One of many descriptors becomes ready, is reported and emptied. */
static void epoll_rounds(void)
{
    struct epoll_event event;
    uint64_t one = 1;

    for (int i = 0; i < COUNT; i++) {
        CHECK(write(events[i % DESCRIPTORS], &one, 8) == 8);
        CHECK(epoll_wait(poller, &event, 1, -1) == 1);
        CHECK(read(event.data.fd, &one, 8) == 8);
    }
}

static void epoll_setup(void)
{
    poller = epoll_create1(0);
    CHECK(poller >= 0);
    for (int i = 0; i < DESCRIPTORS; i++) {
        struct epoll_event event = {.events = EPOLLIN};

        events[i] = eventfd(0, 0);
        CHECK(events[i] >= 0);
        event.data.fd = events[i];
        CHECK(!epoll_ctl(poller, EPOLL_CTL_ADD, events[i], &event));
    }
}

static char *area;

static void map_area(void)
{
    area = mmap(NULL, COUNT * PAGE, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(area != MAP_FAILED);
    /* Where there are huge pages: faults of 4 KiB are to be compared. */
    (void)madvise(area, COUNT * PAGE, MADV_NOHUGEPAGE);
}

static void faults(void)
{
    for (int i = 0; i < COUNT; i++)
        ((volatile char *)area)[i * PAGE] = 1;
}

static void map_and_unmap(void)
{
    for (int i = 0; i < COUNT; i++) {
        void *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        CHECK(p != MAP_FAILED);
        CHECK(!munmap(p, PAGE));
    }
}

static void run(const char *name, void (*operation)(void),
                void *(*partner)(void *), void (*prepare)(void))
{
    pthread_t thread;

    for (int marked = 0; marked < 2; marked++) {
        if (prepare)
            prepare();
        turn = 0;
        if (partner)
            CHECK(!pthread_create(&thread, NULL, partner, NULL));
        if (marked)
            MARK();
        operation();
        if (marked)
            MARK();
        if (partner)
            CHECK(!pthread_join(thread, NULL));
    }
    printf("%s %d\n", name, COUNT);
}

int main(void)
{
    CHECK(!pipe(there) && !pipe(back));
    run("system call", null_call, NULL, NULL);
    run("context switch", yield_switches, yielder, NULL);
    run("futex round trip", futex_round_trips, futex_partner, NULL);
    run("pipe round trip", pipe_round_trips, echo, NULL);
    epoll_setup();
    run("epoll, 1 of 1000", epoll_rounds, NULL, NULL);
    run("page fault", faults, NULL, map_area);
    run("mmap and munmap", map_and_unmap, NULL, NULL);
    printf("operations: done\n");
    return 0;
}
