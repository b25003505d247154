/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The process' locks of fcntl beside those of open files, and what ends them. */
#include "fs_check.h"
#include <pthread.h>

static int a, b;

static void lock(int fd, int command, int type, off_t start, off_t length)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET,
                         .l_start = start, .l_len = length};

    printf("%c %s %d %ld+%ld: ", fd == a ? 'a' : 'b',
           command >= F_OFD_GETLK ? "file" : "process", type, (long)start,
           (long)length);
    SHOW(fcntl(fd, command, &lock));
    if (command == F_GETLK || command == F_OFD_GETLK)
        printf("  %d %ld+%ld %s\n", lock.l_type, (long)lock.l_start,
               (long)lock.l_len,
               lock.l_pid == getpid() ? "mine"
               : lock.l_pid == -1     ? "a file's"
                                      : "nobody's");
}

static void conflicts(void)
{
    lock(a, F_OFD_SETLK, F_WRLCK, 10, 10);
    lock(a, F_SETLK, F_WRLCK, 15, 1);
    lock(a, F_SETLK, F_RDLCK, 15, 1);
    lock(b, F_SETLK, F_WRLCK, 20, 5);
    lock(b, F_GETLK, F_RDLCK, 0, 0);
    lock(b, F_GETLK, F_RDLCK, 20, 5);
    lock(a, F_OFD_GETLK, F_WRLCK, 0, 0);
    lock(b, F_OFD_GETLK, F_WRLCK, 22, 0);
    lock(b, F_OFD_SETLK, F_RDLCK, 24, 1);
    lock(a, F_SETLK, F_RDLCK, 24, 1);
    lock(b, F_OFD_SETLK, F_RDLCK, 24, 1);
    lock(b, F_SETLKW, F_UNLCK, 21, 2);
    lock(b, F_OFD_GETLK, F_WRLCK, 21, 0);
    lock(a, F_OFD_SETLK, F_UNLCK, 0, 0);
    lock(b, F_OFD_SETLK, F_UNLCK, 0, 0);
}

static void refused(void)
{
    struct flock odd = {.l_type = F_WRLCK, .l_pid = 1, .l_len = 1};
    int reader = open("f", O_RDONLY);

    SHOW(fcntl(a, F_SETLK, &odd));
    odd.l_whence = SEEK_END;
    odd.l_start = -1;
    SHOW(fcntl(a, F_SETLK, &odd));
    odd.l_start = INT64_MAX;
    odd.l_len = 2;
    SHOW(fcntl(a, F_GETLK, &odd));
    lock(a, F_SETLK, F_WRLCK, 3, -4);
    lock(a, F_SETLK, F_WRLCK, -1, 4);
    lock(a, F_GETLK, F_UNLCK, 0, 0);
    lock(reader, F_SETLK, F_WRLCK, 0, 1);
    SHOW(close(reader));
}

static void ends(void)
{
    int copy = dup(a);

    lock(b, F_OFD_GETLK, F_WRLCK, 0, 0);
    lock(a, F_SETLK, F_WRLCK, 0, 0);
    SHOW(close(copy));
    lock(b, F_OFD_GETLK, F_WRLCK, 0, 0);
    lock(a, F_SETLK, F_WRLCK, 0, 0);
    copy = open("f", O_RDONLY);
    SHOW(dup2(0, copy) == copy);
    lock(b, F_OFD_GETLK, F_WRLCK, 0, 0);
    lock(a, F_SETLK, F_WRLCK, 0, 0);
    copy = open("g", O_RDONLY | O_CREAT, 0600);
    SHOW(close(copy));
    lock(b, F_OFD_GETLK, F_WRLCK, 0, 0);
    SHOW(dup2(a, a) == a);
    lock(b, F_OFD_GETLK, F_WRLCK, 0, 0);
}

struct wait {
    int fd, command, started, result, error;
};

static void *waiter(void *argument)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct wait *wait = argument;

    __atomic_store_n(&wait->started, 1, __ATOMIC_SEQ_CST);
    wait->result = fcntl(wait->fd, wait->command, &lock);
    wait->error = errno;
    return NULL;
}

static pthread_t start(struct wait *wait)
{
    pthread_t thread;

    pthread_create(&thread, NULL, waiter, wait);
    while (!__atomic_load_n(&wait->started, __ATOMIC_SEQ_CST))
        usleep(1000);
    usleep(200000);
    return thread;
}

/* Told here: the other thread may come to its end sooner or later than this. */
static void end(pthread_t thread, const struct wait *wait)
{
    pthread_join(thread, NULL);
    printf("waited: %d %s\n", wait->result,
           wait->result ? strerror(wait->error) : "");
}

/* Descriptors that are closed while a lock is waited for. */
static void waits(void)
{
    struct wait process = {dup(a), F_SETLKW}, file = {b, F_OFD_SETLKW};
    pthread_t thread;

    lock(a, F_SETLK, F_UNLCK, 0, 0);
    lock(b, F_OFD_SETLK, F_WRLCK, 0, 0);
    thread = start(&process);
    SHOW(close(process.fd));
    lock(b, F_OFD_SETLK, F_UNLCK, 0, 0);
    end(thread, &process);
    lock(b, F_OFD_GETLK, F_WRLCK, 0, 0);
    lock(a, F_SETLK, F_WRLCK, 0, 0);
    thread = start(&file);
    SHOW(close(b));
    end(thread, &file);
    lock(a, F_SETLK, F_WRLCK, 0, 0);
}

int main(void)
{
    fs_enter();
    a = open("f", O_CREAT | O_RDWR, 0600);
    b = open("f", O_RDWR);
    conflicts();
    refused();
    ends();
    waits();
    return 0;
}
