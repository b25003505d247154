/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The calls about events by their numbers, the old ones too: what works, limits,
 * and every error that does not need a wild pointer. Sizes that only newer Linux
 * refuses (eventfd with more than 8 bytes) are left out.
 */
#include "fs_check.h"
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <sys/timerfd.h>

static void show_events(int fd)
{
    struct pollfd p = {fd, -1, 0};
    int n = poll(&p, 1, 0);

    printf("poll: %d, %x\n", n,
           p.revents & (POLLIN | POLLOUT | POLLERR | POLLHUP | POLLNVAL));
}

static void counters(void)
{
    uint64_t value = -1;
    int e = syscall(SYS_eventfd, 7L), s;

    SHOW(syscall(SYS_eventfd2, 0, 2L));
    SHOW(fcntl(e, F_GETFL));
    SHOW(fcntl(e, F_SETFL, O_NONBLOCK));
    SHOW(read(e, &value, 7));
    SHOW(read(e, &value, 8));
    SHOW(value);
    SHOW(read(e, &value, 8));
    show_events(e);
    SHOW(write(e, &value, 7));
    value = -1;
    SHOW(write(e, &value, 8));
    value = -2;
    SHOW(write(e, &value, 8));
    show_events(e);
    value = 0;
    SHOW(write(e, &value, 8));
    value = 1;
    SHOW(write(e, &value, 8));
    SHOW(read(e, &value, 8));
    HOLDS(value == (uint64_t)-2);
    s = syscall(SYS_eventfd2, 2, (long)(EFD_SEMAPHORE | EFD_NONBLOCK));
    for (int i = 0; i < 3; i++)
        SHOW(read(s, &value, 8));
    SHOW(value);
    close(e);
    close(s);
}

static void set_timer(int t, int flags, long second, long ns, long interval_ns)
{
    struct itimerspec now = {{0, interval_ns}, {second, ns}}, old;
    long result = timerfd_settime(t, flags, &now, &old);

    printf("flags %d, value %ld.%09ld, interval %ld: %s\n", flags, second, ns,
           interval_ns, result ? strerror(errno) : "set");
    if (!result)
        printf("before: %s, every %ld\n",
               old.it_value.tv_sec || old.it_value.tv_nsec ? "armed" : "not",
               old.it_interval.tv_nsec);
}

static void timers(void)
{
    struct itimerspec now;
    uint64_t count = 0;
    int t;

    SHOW(timerfd_create(-1, 0));
    SHOW(timerfd_create(CLOCK_PROCESS_CPUTIME_ID, 0));
    SHOW(timerfd_create(CLOCK_MONOTONIC_RAW, 0));
    SHOW(timerfd_create(99, 0));
    SHOW(timerfd_create(CLOCK_MONOTONIC, 1));
    WORKS(t = timerfd_create(CLOCK_REALTIME, 0));
    close(t);
    WORKS(t = timerfd_create(CLOCK_BOOTTIME, 0));
    close(t);
    t = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    set_timer(t, 0, 0, 1000000000, 0);
    set_timer(t, 0, 0, -1, 0);
    set_timer(t, 0, -1, 0, 0);
    set_timer(t, 0, 1, 0, 1000000000);
    set_timer(t, 8, 1, 0, 0);
    set_timer(t, 0, 1000, 0, 7);
    set_timer(t, 0, 1000, 0, 0);
    SHOW(read(t, &count, 8));
    SHOW(read(t, &count, 7));
    SHOW(write(t, &count, 8));
    show_events(t);
    SHOW(timerfd_gettime(t, &now));
    HOLDS(now.it_value.tv_sec >= 990 && now.it_value.tv_sec <= 1000);
    set_timer(t, TFD_TIMER_ABSTIME, 0, 1, 0);
    show_events(t);
    SHOW(read(t, &count, 8));
    SHOW(count);
    SHOW(read(t, &count, 8));
    set_timer(t, 0, 1000, 0, 0);
    set_timer(t, 0, 0, 0, 5);
    SHOW(timerfd_gettime(t, &now));
    SHOW(now.it_value.tv_sec + now.it_value.tv_nsec);
    close(t);
}

static void signals(void)
{
    struct signalfd_siginfo got[3];
    sigset_t set, all;
    int f;

    sigemptyset(&set);
    sigfillset(&all);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &all, NULL);
    SHOW(syscall(SYS_signalfd4, -1, &set, 8L, 1L));
    SHOW(syscall(SYS_signalfd4, -1, &set, 7L, 0L));
    SHOW(syscall(SYS_signalfd, -1, &set, 16L));
    SHOW(syscall(SYS_signalfd, 99, &set, 8L));
    SHOW(syscall(SYS_signalfd, -2, &set, 8L));
    WORKS(f = syscall(SYS_signalfd, -1, &set, 8L));
    fcntl(f, F_SETFL, O_NONBLOCK);
    SHOW(read(f, got, sizeof(*got)));
    SHOW(read(f, got, sizeof(*got) - 1));
    SHOW(write(f, got, sizeof(*got)));
    raise(SIGUSR1);
    raise(SIGUSR1);
    raise(SIGUSR2);
    show_events(f);
    SHOW(read(f, got, sizeof(got)));
    SHOW(got[0].ssi_signo);
    SHOW(got[0].ssi_code);
    show_events(f);
    sigaddset(&set, SIGUSR2);
    HOLDS(syscall(SYS_signalfd4, f, &set, 8L, 0L) == f);
    show_events(f);
    raise(SIGUSR1);
    SHOW(read(f, got, sizeof(got)));
    SHOW(got[1].ssi_signo);
    sigprocmask(SIG_UNBLOCK, &all, NULL);
    close(f);
}

static void watches(void)
{
    struct inotify_event event;
    int f;

    mkdir("w", 0755);
    fs_put("w/f", "x");
    symlink("f", "w/l");
    SHOW(syscall(SYS_inotify_init1, 1L));
    WORKS(f = syscall(SYS_inotify_init));
    SHOW(fcntl(f, F_GETFL));
    fcntl(f, F_SETFL, O_NONBLOCK);
    SHOW(inotify_add_watch(f, "w", 0));
    SHOW(inotify_add_watch(f, "w/f", IN_MODIFY | IN_ONLYDIR));
    SHOW(inotify_add_watch(f, "none", IN_MODIFY));
    SHOW(inotify_add_watch(f, "w/f/x", IN_MODIFY));
    SHOW(inotify_add_watch(f, "", IN_MODIFY));
    SHOW(inotify_add_watch(99, "w", IN_MODIFY));
    SHOW(inotify_add_watch(1, "w", IN_MODIFY));
    SHOW(inotify_add_watch(f, "w", IN_ALL_EVENTS));
    SHOW(inotify_add_watch(f, "w/", IN_MODIFY));
    SHOW(inotify_add_watch(f, "w", IN_MODIFY | IN_MASK_CREATE));
    SHOW(inotify_add_watch(f, "w", IN_MODIFY | IN_MASK_CREATE | IN_MASK_ADD));
    SHOW(inotify_add_watch(f, "w/l", IN_MODIFY | IN_DONT_FOLLOW));
    SHOW(inotify_add_watch(f, "w/l", IN_MODIFY));
    SHOW(inotify_rm_watch(f, 0));
    SHOW(inotify_rm_watch(f, 99));
    SHOW(inotify_rm_watch(99, 1));
    SHOW(inotify_rm_watch(1, 1));
    SHOW(read(f, &event, sizeof(event)));
    SHOW(write(f, &event, sizeof(event)));
    SHOW(inotify_rm_watch(f, 1));
    SHOW(inotify_rm_watch(f, 1));
    SHOW(read(f, &event, sizeof(event) - 1));
    SHOW(read(f, &event, sizeof(event)));
    printf("%d %x %d\n", event.wd, event.mask, (int)event.len);
    SHOW(inotify_add_watch(f, "w", IN_MODIFY));
    close(f);
}

static void polls(void)
{
    struct pollfd p[3] = {{-1, -1, 9}, {-7, -1, 9}, {99, 0, 9}};
    struct timespec t = {0, -1}, now = {0, 0};
    struct rlimit limit;

    SHOW(poll(p, 3, 0));
    printf("%d %d %d\n", p[0].revents, p[1].revents, p[2].revents);
    SHOW(poll(p, 0, 0));
    SHOW(poll(NULL, 0, 0));
    SHOW(syscall(SYS_poll, p, -1L, 0L));
    getrlimit(RLIMIT_NOFILE, &limit);
    SHOW(syscall(SYS_poll, p, (long)limit.rlim_cur + 1, 0L));
    SHOW(syscall(SYS_ppoll, p, 1L, &t, NULL, 0L));
    t.tv_nsec = 1000000000;
    SHOW(syscall(SYS_ppoll, p, 1L, &t, NULL, 0L));
    t = (struct timespec){-1, 0};
    SHOW(syscall(SYS_ppoll, p, 1L, &t, NULL, 0L));
    SHOW(syscall(SYS_ppoll, p, 1L, &now, &limit, 7L));
    SHOW(syscall(SYS_ppoll, p, 1L, &now, NULL, 7L));
}

static void selects(void)
{
    struct timeval now = {0, 0}, before = {-1, 0}, under = {0, -1};
    struct timespec t = {0, 1000000000}, zero = {0, 0};
    struct {
        void *set;
        size_t size;
    } mask = {&mask, 7};
    fd_set set;

    FD_ZERO(&set);
    FD_SET(63, &set);
    SHOW(select(64, &set, NULL, NULL, &now));
    SHOW(select(64, NULL, NULL, &set, &now));
    SHOW(select(63, &set, NULL, NULL, &now));
    SHOW(select(0, NULL, NULL, NULL, &now));
    SHOW(syscall(SYS_select, -1L, NULL, NULL, NULL, &now));
    SHOW(syscall(SYS_select, 1L, NULL, NULL, NULL, &before));
    SHOW(syscall(SYS_select, 1L, NULL, NULL, NULL, &under));
    SHOW(syscall(SYS_pselect6, 1L, NULL, NULL, NULL, &t, NULL));
    SHOW(syscall(SYS_pselect6, -1L, NULL, NULL, NULL, &zero, NULL));
    SHOW(syscall(SYS_pselect6, 1L, NULL, NULL, NULL, &zero, &mask));
    mask.set = NULL;
    SHOW(syscall(SYS_pselect6, 1L, NULL, NULL, NULL, &zero, &mask));
}

int main(void)
{
    fs_enter();
    counters();
    timers();
    signals();
    watches();
    polls();
    selects();
    return 0;
}
