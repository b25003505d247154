/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A handler runs while a call blocks: which calls go on, what is left. */
#include "net_check.h"
#include <semaphore.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <time.h>

static int p[2], s[2], full[2], queue, handled;
static sem_t sem;
static char text[70000];

static void handler(int number)
{
    (void)number;
    /* What blocks and is restarted gets something to go on with. */
    if (handled++ == 1) {
        write(p[1], "x", 1);
        write(s[1], "y", 1);
        read(full[0], text, sizeof(text));
        sem_post(&sem);
    }
}

static void arm(int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    struct itimerval soon = {.it_interval = {0, 5000}, .it_value = {0, 5000}};

    handled = 0;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
}

static void calm(void)
{
    setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
    while (recv(s[0], text, 10, MSG_DONTWAIT) > 0)
        ;
    while (sem_trywait(&sem) == 0)
        ;
    fcntl(p[0], F_SETFL, O_NONBLOCK);
    while (read(p[0], text, 10) > 0)
        ;
    fcntl(p[0], F_SETFL, 0);
    fcntl(full[1], F_SETFL, O_NONBLOCK);
    while (write(full[1], text, 4096) > 0)
        ;
    fcntl(full[1], F_SETFL, 0);
}

#define TRY(call)                                                              \
    do {                                                                       \
        for (int restart_ = 0; restart_ < 2; restart_++) {                     \
            arm(restart_ ? SA_RESTART : 0);                                    \
            errno = 0;                                                         \
            long got_ = (call);                                                \
            int error_ = errno;                                                \
            calm();                                                            \
            printf("%s%s: %ld %s\n", #call, restart_ ? " (restart)" : "",      \
                   got_, got_ == -1 ? strerror(error_) : "");                  \
        }                                                                      \
    } while (0)

static long naps(int clock, int flags)
{
    struct timespec time = {5, 0}, left = {0, 0};
    long error;

    if (flags) {
        clock_gettime(clock, &time);
        time.tv_sec += 5;
    }
    error = clock_nanosleep(clock, flags, &time, &left);
    if (flags)
        return left.tv_sec ? -99 : error;
    return left.tv_sec == 4 && left.tv_nsec > 500000000 ? error : -99;
}

static long selects(void)
{
    struct timeval time = {5, 0};
    fd_set set;

    FD_ZERO(&set);
    FD_SET(p[0], &set);
    return select(p[0] + 1, &set, NULL, NULL, &time);
}

int main(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    struct timeval limit = {5, 0};
    struct pollfd one;

    setvbuf(stdout, NULL, _IOLBF, 0);
    pipe(p);
    pipe(full);
    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    sem_init(&sem, 0, 0);
    queue = epoll_create1(0);
    epoll_ctl(queue, EPOLL_CTL_ADD, p[0], &event);
    calm();
    one = (struct pollfd){p[0], POLLIN, 0};
    TRY(read(p[0], text, 1));
    TRY(write(full[1], text, 1));
    TRY(recv(s[0], text, 1, 0));
    TRY(poll(&one, 1, 5000));
    TRY(selects());
    TRY(epoll_wait(queue, &event, 1, 5000));
    TRY(nanosleep(&(struct timespec){5, 0}, NULL));
    TRY(naps(CLOCK_MONOTONIC, 0));
    TRY(naps(CLOCK_MONOTONIC, TIMER_ABSTIME));
    TRY(naps(CLOCK_REALTIME, TIMER_ABSTIME));
    TRY(pause());
    TRY(sem_wait(&sem));
    /* With a timeout of the socket it is never restarted. */
    setsockopt(s[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    TRY(recv(s[0], text, 1, 0));
    return 0;
}
