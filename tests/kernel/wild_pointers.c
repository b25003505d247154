/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Wild pointers in system calls. Linux says EFAULT; here it is a fault of the
 * program, which its handler may leave. Either way nothing hangs, and
 * descriptors, files, pipes and sockets work as before.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const char constant[4096] = "read-only";
static int zero, file, folder, ends[2], pair[2], queue;
static sigjmp_buf back;

/* Those that read what the pointer points to, and those that write there. */
#define READERS(C)                                                             \
    C(write(file, p, 64))                                                      \
    C(pwrite(file, p, 8, 0))                                                   \
    C(write(ends[1], p, 8))                                                    \
    C(readv(zero, p, 2))                                                       \
    C(writev(file, p, 2))                                                      \
    C(writev(ends[1], &(struct iovec){p, 3}, 1))                               \
    C(syscall(SYS_open, p, O_RDONLY))                                          \
    C(syscall(SYS_mkdir, p, 0700))                                             \
    C(syscall(SYS_rename, "names", p))                                         \
    C(syscall(SYS_unlink, p))                                                  \
    C(syscall(SYS_stat, p, &queue))                                            \
    C(syscall(SYS_readlink, p, constant, 1))                                   \
    C(syscall(SYS_nanosleep, p, NULL))                                         \
    C(syscall(SYS_rt_sigaction, SIGUSR1, p, NULL, 8))                          \
    C(syscall(SYS_sendto, pair[0], p, 8, 0, NULL, 0))                          \
    C(syscall(SYS_sendmsg, pair[0], p, 0))                                     \
    C(syscall(SYS_epoll_ctl, queue, 1, ends[0], p))                            \
    C(syscall(SYS_futex, p, FUTEX_WAIT, 1, NULL, NULL, 0))
#define WRITERS(C)                                                             \
    C(read(zero, p, 64))                                                       \
    C(pread(file, p, 8, 0))                                                    \
    C(read(ends[0], p, 4))                                                     \
    C(readv(zero, &(struct iovec){p, 3}, 1))                                   \
    C(syscall(SYS_stat, "/", p))                                               \
    C(syscall(SYS_fstat, file, p))                                             \
    C(syscall(SYS_getcwd, p, 100))                                             \
    C(syscall(SYS_pipe, p))                                                    \
    C(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, p))                          \
    C(syscall(SYS_uname, p))                                                   \
    C(syscall(SYS_getrandom, p, 8, 0))                                         \
    C(syscall(SYS_getdents64, folder, p, 1000))                                \
    C(syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, p))                     \
    C(syscall(SYS_recvfrom, pair[1], p, 4, 0, NULL, NULL))                     \
    C(syscall(SYS_poll, p, 1, 0))                                              \
    C(syscall(SYS_ioctl, pair[1], 0x541b, p))                                  \
    C(syscall(SYS_getrlimit, 7, p))                                            \
    C(syscall(SYS_sysinfo, p))

enum { FUTEX_WAIT };

static void leave(int number)
{
    siglongjmp(back, 1);
}

static void judge(const char *call, long result)
{
    if (result == -1 && errno == EFAULT)
        printf("%s: faults\n", call);
    else
        printf("%s: %ld\n", call, result);
}

#define TRY(call)                                                              \
    if (sigsetjmp(back, 1))                                                    \
        printf("%s: faults\n", #call);                                         \
    else                                                                       \
        judge(#call, call);

static void read_from(void *p)
{
    READERS(TRY)
}

static void write_to(void *p)
{
    WRITERS(TRY)
}

static void works(void)
{
    char buffer[16] = "";

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
    write(ends[1], "more", 4);
    write(pair[0], "more", 4);
}

int main(void)
{
    char *gone = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    uintptr_t wild[] = {0, 8, (uintptr_t)gone, 0x700000000000, 1ul << 63,
                        0xffff900000000000};

    setvbuf(stdout, NULL, _IOLBF, 0);
    munmap(gone, 8192);
    signal(SIGSEGV, leave);
    zero = open("/dev/zero", O_RDONLY);
    file = open("wild", O_CREAT | O_RDWR | O_TRUNC, 0600);
    unlink("wild");
    folder = open("/", O_RDONLY | O_DIRECTORY);
    queue = syscall(SYS_epoll_create1, 0);
    pipe2(ends, O_NONBLOCK);
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair);
    works();
    for (size_t i = 0; i < sizeof(wild) / sizeof(*wild); i++) {
        printf("pointer %zu\n", i);
        read_from((void *)wild[i]);
        write_to((void *)wild[i]);
        works();
    }
    puts("constant");
    write_to((void *)constant);
    works();
    return 0;
}
