/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Each call that blocks ends with EINTR where the handler has no SA_RESTART;
 * with it some go on, until the second signal makes what they wait for come.
 */
#include "proc_check.h"
#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>

static int pipe_in[2], pipe_full[2], sockets[2], epoll;
static volatile int count, serve;
static sem_t semaphore;
static char buffer[65536];

/* The second one makes everything ready that the calls wait for. */
static void handler(int number)
{
    (void)number;
    if (++count < 2 || !serve)
        return;
    write(pipe_in[1], "x", 1);
    read(pipe_full[0], buffer, sizeof(buffer));
    write(sockets[1], "x", 1);
    sem_post(&semaphore);
}

static void install(int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    sigaction(SIGALRM, &action, NULL);
}

static void start(void)
{
    struct itimerval twice = {{0, 30000}, {0, 20000}};

    count = 0;
    setitimer(ITIMER_REAL, &twice, NULL);
}

static void stop(void)
{
    struct itimerval none = {0};

    setitimer(ITIMER_REAL, &none, NULL);
}

#define TRY(call)                                                              \
    do {                                                                       \
        start();                                                               \
        errno = 0;                                                             \
        long result_ = (long)(call);                                           \
        int error_ = errno;                                                    \
        stop();                                                                \
        printf("%s: %ld %s\n", #call, result_,                                 \
               result_ < 0 ? check_error(error_) : "");                        \
    } while (0)

static void restartable(void)
{
    char c;

    TRY(read(pipe_in[0], &c, 1));
    TRY(write(pipe_full[1], "x", 1));
    TRY(recv(sockets[0], &c, 1, 0));
    TRY(sem_wait(&semaphore));
}

static void final(void)
{
    struct pollfd p = {pipe_in[0], POLLIN, 0};
    struct timespec long_time = {100, 0};
    struct epoll_event event;
    fd_set set;

    FD_ZERO(&set);
    FD_SET(pipe_in[0], &set);
    TRY(poll(&p, 1, -1));
    TRY(ppoll(&p, 1, NULL, NULL));
    TRY(select(pipe_in[0] + 1, &set, NULL, NULL, NULL));
    TRY(pselect(pipe_in[0] + 1, &set, NULL, NULL, &long_time, NULL));
    TRY(epoll_wait(epoll, &event, 1, -1));
    TRY(nanosleep(&long_time, NULL));
    TRY(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME,
                        &(struct timespec){1000000, 0}, NULL));
    TRY(pause());
}

int main(void)
{
    struct epoll_event event = {.events = EPOLLIN};

    pipe(pipe_in);
    pipe(pipe_full);
    fcntl(pipe_full[1], F_SETPIPE_SZ, 4096);
    fcntl(pipe_full[1], F_SETFL, O_NONBLOCK);
    while (write(pipe_full[1], buffer, 4096) > 0)
        ;
    fcntl(pipe_full[1], F_SETFL, 0);
    socketpair(AF_UNIX, SOCK_STREAM, 0, sockets);
    sem_init(&semaphore, 0, 0);
    epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, pipe_in[0], &event);

    install(0);
    restartable();
    final();
    install(SA_RESTART);
    final();
    serve = 1;
    restartable();
    return 0;
}
