/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// HOST: no
// CFLAGS: -D_GNU_SOURCE
// EXPECT: files: every allocation failed once, nothing is left
// EXPECT: names: every allocation failed once, nothing is left
// EXPECT: events: every allocation failed once, nothing is left
// EXPECT: pipes: every allocation failed once, nothing is left
// EXPECT: sockets: every allocation failed once, nothing is left
// EXPECT: internet: every allocation failed once, nothing is left
// EXPECT: pseudo files: every allocation failed once, nothing is left
// EXPECT: mappings: every allocation failed once, nothing is left
// EXPECT: threads: every allocation failed once, nothing is left
// EXPECT: timers: every allocation failed once, nothing is left
/*
 * Each allocation of the kernel fails, one after the other, in one boot: the
 * n-th of a piece of work for all n. A call may then say that there is no
 * memory, nothing else; afterwards as many blocks of the heap are in use as
 * before. The kernel asks alloc_test() (kernel/mm.h).
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { ASK, TAKEN, GIVEN };
__attribute__((noinline)) bool
alloc_test(int event) __asm__("unispec.os.alloc_test");

static long live, countdown; /* 0: nothing fails */
static bool failed;
static const char *part;
static int wrong;
static void (*work_now)(void);
static void pseudo(void); /* a link without a text is EIO */

bool alloc_test(int event)
{
    if (event == TAKEN)
        live++;
    if (event == GIVEN)
        live--;
    if (event != ASK || !countdown || --countdown)
        return false;
    return failed = true;
}

/* True where the call worked; else its error must be one of no memory. */
static bool ok(long result, const char *call)
{
    if (result != -1)
        return true;
    if (!failed || (errno != ENOMEM && errno != ENOBUFS && errno != ENOSPC &&
                    errno != ENOLCK && errno != EAGAIN &&
                    (errno != EIO || work_now != pseudo))) {
        printf("%s: %s: %s%s\n", part, call, strerror(errno),
               failed ? "" : ", though nothing failed");
        wrong++;
    }
    return false;
}
#define OK(call) ok((long)(call), #call)

static char block[70000];

static void files(void)
{
    int fd, other;

    if (!OK(fd = open("f", O_CREAT | O_RDWR, 0600))) {
        if (unlink("f") == 0) {
            printf("files: open() failed and left a file\n");
            wrong++;
        }
        return;
    }
    OK(write(fd, block, 20000));
    OK(pwrite(fd, block, 1, 1l << 33));
    OK(ftruncate(fd, 5000));
    OK(fallocate(fd, 0, 0, 30000));
    OK(fallocate(fd, 3, 0, 4096));
    OK(fcntl(fd, F_OFD_SETLK, &(struct flock){.l_type = F_WRLCK, .l_len = 9}));
    OK(fcntl(fd, F_SETFL, O_APPEND));
    if (OK(other = open("g", O_CREAT | O_WRONLY, 0600))) {
        OK(copy_file_range(fd, &(off_t){0}, other, NULL, 10000, 0));
        close(other);
    }
    unlink("g");
    if (OK(other = fcntl(fd, F_DUPFD, 300)))
        close(other);
    if (OK(other = open(".", O_TMPFILE | O_RDWR, 0600))) {
        OK(write(other, "x", 1));
        close(other);
    }
    if (OK(other = memfd_create("m", 0))) {
        OK(write(other, block, 9000));
        close(other);
    }
    close(fd);
    OK(unlink("f"));
}

static void names(void)
{
    char text[100];
    int fd;

    if (!OK(mkdir("d", 0700)))
        return;
    if (OK(mkdir("d/e", 0700))) {
        if (OK(rename("d/e", "d/f")))
            OK(rmdir("d/f"));
        else
            rmdir("d/e");
    }
    if (OK(symlink("d", "l"))) {
        if (OK(fd = open("l/x", O_CREAT | O_WRONLY, 0600))) {
            close(fd);
            if (OK(link("l/x", "d/y")))
                OK(unlink("d/y"));
            OK(unlink("l/x"));
        }
        OK(readlink("l", text, 100));
        OK(unlink("l"));
    }
    if (OK(chdir("d"))) {
        OK(getcwd(text, sizeof(text)) ? 0 : -1);
        chdir("..");
    }
    if (OK(fd = open("d", O_RDONLY | O_DIRECTORY)))
        close(fd);
    if (OK(mkfifo("p", 0600))) {
        if (OK(fd = open("p", O_RDWR))) {
            OK(write(fd, block, 100));
            close(fd);
        }
        OK(unlink("p"));
    }
    unlink("d/x");
    OK(rmdir("d"));
}

static void events(void)
{
    struct epoll_event event = {.events = EPOLLIN}, got[4];
    struct itimerspec soon = {.it_value.tv_sec = 100};
    struct pollfd many[40];
    int e, v, t, s, copies[20];
    sigset_t set;

    if (!OK(v = eventfd(1, EFD_NONBLOCK)))
        return;
    for (int i = 0; i < 40; i++)
        many[i] = (struct pollfd){v, POLLIN, 0};
    OK(poll(many, 40, 10));
    if (OK(e = epoll_create1(0))) {
        OK(epoll_ctl(e, EPOLL_CTL_ADD, v, &event));
        for (int i = 0; i < 20; i++)
            if (OK(copies[i] = dup(v)))
                OK(epoll_ctl(e, EPOLL_CTL_ADD, copies[i], &event));
        OK(epoll_wait(e, got, 4, 0));
        if (OK(t = timerfd_create(CLOCK_MONOTONIC, 0))) {
            OK(timerfd_settime(t, 0, &soon, NULL));
            OK(epoll_ctl(e, EPOLL_CTL_ADD, t, &event));
            close(t);
        }
        for (int i = 0; i < 20; i++)
            if (copies[i] >= 0)
                close(copies[i]);
        close(e);
    }
    if (OK(s = inotify_init1(IN_NONBLOCK))) {
        OK(inotify_add_watch(s, "/tmp", IN_ALL_EVENTS));
        if (OK(t = open("/tmp/w", O_CREAT | O_WRONLY, 0600))) {
            OK(inotify_add_watch(s, "/tmp/w", IN_ALL_EVENTS));
            close(t);
            OK(unlink("/tmp/w"));
        }
        read(s, block, 100);
        close(s);
    }
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    if (OK(s = signalfd(-1, &set, 0)))
        close(s);
    close(v);
}

static void pipes(void)
{
    int p[2], q[2];

    if (!OK(pipe2(p, O_NONBLOCK)))
        return;
    OK(write(p[1], block, sizeof(block)));
    OK(fcntl(p[1], F_SETPIPE_SZ, 200000));
    if (OK(pipe2(q, O_NONBLOCK))) {
        OK(splice(p[0], NULL, q[1], NULL, 5000, 0));
        close(q[0]);
        close(q[1]);
    }
    close(p[0]);
    close(p[1]);
}

static void sockets(void)
{
    struct sockaddr_un name = {AF_UNIX, "s"};
    char room[CMSG_SPACE(sizeof(int))];
    struct iovec iov = {block, 10};
    struct msghdr m = {.msg_iov = &iov,
                       .msg_iovlen = 1,
                       .msg_control = room,
                       .msg_controllen = sizeof(room)};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    int s[2], l, client, a;

    memset(room, 0, sizeof(room));
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof(int));
    if (OK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, s))) {
        OK(send(s[0], block, 30000, 0));
        OK(sendmsg(s[0], &m, 0));
        OK(recv(s[1], block, 100, 0));
        close(s[0]);
        close(s[1]);
    }
    if (OK(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, s))) {
        OK(send(s[0], block, 3000, 0));
        OK(sendmsg(s[0], &m, 0));
        close(s[0]);
        close(s[1]);
    }
    if (!OK(l = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0)))
        return;
    if (OK(bind(l, (void *)&name, sizeof(name)))) {
        if (OK(listen(l, 3)) &&
            OK(client = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0))) {
            if (OK(connect(client, (void *)&name, sizeof(name)))) {
                OK(write(client, block, 100));
                if (OK(a = accept(l, NULL, NULL))) {
                    OK(write(a, block, 10000));
                    close(a);
                }
            }
            close(client);
        }
        OK(unlink("s"));
    }
    close(l);
}

static void internet(void)
{
    struct sockaddr_in name = {
        AF_INET, htons(4242), {htonl(INADDR_LOOPBACK)}, {0}};
    int l, c, a, u, on = 1;

    if (OK(u = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0))) {
        if (OK(bind(u, (void *)&name, sizeof(name))))
            OK(sendto(u, block, 3000, 0, (void *)&name, sizeof(name)));
        close(u);
    }
    if (!OK(l = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)))
        return;
    setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (OK(bind(l, (void *)&name, sizeof(name))) && OK(listen(l, 3)) &&
        OK(c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0))) {
        struct linger hard = {1, 0};

        if (connect(c, (void *)&name, sizeof(name)) && errno != EINPROGRESS)
            OK(-1);
        poll(&(struct pollfd){l, POLLIN, 0}, 1, 10);
        a = accept(l, NULL, NULL);
        if (a >= 0) {
            send(c, block, 20000, MSG_NOSIGNAL);
            poll(&(struct pollfd){a, POLLIN, 0}, 1, 10);
            recv(a, block, 100, MSG_DONTWAIT);
            setsockopt(a, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
            close(a);
        }
        setsockopt(c, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
        close(c);
    }
    close(l);
    poll(NULL, 0, 1);
}

static void pseudo(void)
{
    static const char *const paths[] = {
        "/proc/self/maps", "/proc/self/stat", "/proc/self/status",
        "/proc/meminfo",   "/proc/cpuinfo",   "/proc/mounts",
        "/proc/self/fd",   "/proc/self/fd/0", "/proc/sys/net/core/somaxconn",
        "/dev/zero",       "/dev/urandom"};
    static char text[4000];

    for (unsigned i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        int fd = open(paths[i], O_RDONLY);

        if (!OK(fd))
            continue;
        if (i != 6 && i != 7)
            OK(read(fd, text, sizeof(text)));
        close(fd);
    }
}

static void mappings(void)
{
    char *p[40], *q;
    int fd;

    for (int i = 0; i < 40; i++) {
        p[i] = mmap(0, 3 * 4096, i % 2 ? PROT_READ : PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (OK(p[i]))
            OK(mprotect(p[i] + 4096, 4096, PROT_NONE));
    }
    for (int i = 0; i < 40; i++)
        if (p[i] != MAP_FAILED && !OK(munmap(p[i], 3 * 4096)))
            munmap(p[i], 3 * 4096);
    if (!OK(fd = memfd_create("m", 0)))
        return;
    if (OK(ftruncate(fd, 8192)) &&
        OK(q = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0))) {
        char *moved = mremap(q, 8192, 65536, MREMAP_MAYMOVE);

        if (OK(moved)) {
            if (!OK(munmap(moved, 65536)))
                munmap(moved, 65536);
        } else {
            munmap(q, 8192);
        }
    }
    close(fd);
}

static void *nothing(void *p)
{
    return p;
}

static void threads(void)
{
    static char stack[65536] __attribute__((aligned(4096)));
    pthread_attr_t a;
    pthread_t t;
    int error;

    pthread_attr_init(&a);
    pthread_attr_setstack(&a, stack, sizeof(stack));
    error = pthread_create(&t, &a, nothing, NULL);
    if (error) {
        errno = error;
        OK(-1);
    } else {
        pthread_join(t, NULL);
    }
}

static void timers(void)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
                             .sigev_signo = SIGUSR1};
    struct itimerspec late = {.it_value.tv_sec = 100};
    timer_t t;
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    if (OK(timer_create(CLOCK_MONOTONIC, &event, &t))) {
        OK(timer_settime(t, 0, &late, NULL));
        timer_delete(t);
    }
    for (int i = 0; i < 5; i++)
        OK(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = i}));
    while (sigtimedwait(&set, NULL, &(struct timespec){0, 0}) > 0)
        ;
}

/* The stack that the kernel uses is there: a fault without memory is fatal. */
static void touch_stack(void)
{
    volatile char deep[60000];

    for (unsigned i = 0; i < sizeof(deep); i += 1000)
        deep[i] = 1;
}

static void fail_each(const char *name, void (*work)(void))
{
    long before, n;

    part = name;
    work_now = work;
    failed = true;
    for (int i = 0; i < 3; i++)
        work();
    before = live;
    for (n = 1, failed = true; failed; n++) {
        failed = false;
        countdown = n;
        work();
        countdown = 0;
        /* What was lost on its way is sent again, later. */
        for (int i = 0; i < 20 && live != before; i++)
            poll(NULL, 0, 50);
        if (live != before) {
            printf("%s: allocation %ld: %ld blocks are left\n", name, n,
                   live - before);
            wrong++;
            before = live;
        }
        if (wrong > 20)
            exit(1);
    }
    if (!wrong && n > 2)
        printf("%s: every allocation failed once, nothing is left\n", name);
}

int main(void)
{
    sigset_t set;

    setvbuf(stdout, NULL, _IOLBF, 0);
    alloc_test(-1);
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    memset(block, 'x', sizeof(block));
    touch_stack();
    fail_each("files", files);
    fail_each("names", names);
    fail_each("events", events);
    fail_each("pipes", pipes);
    fail_each("sockets", sockets);
    fail_each("internet", internet);
    fail_each("pseudo files", pseudo);
    fail_each("mappings", mappings);
    fail_each("threads", threads);
    fail_each("timers", timers);
    return wrong != 0;
}
