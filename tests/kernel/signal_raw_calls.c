/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls about signals as the kernel has them: sizes of sets, senders, errors. */
#include "proc_check.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/signalfd.h>

static siginfo_t information(int code, int value)
{
    siginfo_t info = {.si_code = code};

    info.si_pid = getpid();
    info.si_value.sival_int = value;
    return info;
}

static void take(void)
{
    struct timespec none = {0, 0};
    uint64_t all = ~0ull;
    siginfo_t info;
    long n = syscall(SYS_rt_sigtimedwait, &all, &info, &none, 8);

    if (n > 0)
        printf("signal %ld, code %d, value %d\n", n, info.si_code,
               info.si_value.sival_int);
    else
        printf("no signal: %s\n", check_error(errno));
}

static void sets(void)
{
    uint64_t set = 1ull << (SIGUSR1 - 1) | 1ull << (SIGKILL - 1), old = 7;
    struct timespec none = {0, 0}, bad = {0, 1000000000}, past = {-1, 0};
    struct {
        void *handler;
        unsigned long flags;
        void *restorer;
        uint64_t mask;
    } act = {SIG_IGN, 0, NULL, 0}, was;

    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, &old, 4));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, &old, 16));
    SHOW(syscall(SYS_rt_sigprocmask, 99, &set, &old, 8));
    SHOW(syscall(SYS_rt_sigprocmask, 99, NULL, &old, 8));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, &old, 8));
    SHOW(old);
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &old, 8));
    SHOW(old);
    SHOW(syscall(SYS_rt_sigpending, &old, 16));
    SHOW(syscall(SYS_rt_sigpending, &old, 8));
    SHOW(old);
    SHOW(syscall(SYS_rt_sigsuspend, &set, 4));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &none, 4));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &bad, 8));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &past, 8));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &none, 8));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR2, &act, &was, 4));
    SHOW(syscall(SYS_rt_sigaction, 0, &act, &was, 8));
    SHOW(syscall(SYS_rt_sigaction, 65, &act, &was, 8));
    SHOW(syscall(SYS_rt_sigaction, SIGKILL, &act, &was, 8));
    SHOW(syscall(SYS_rt_sigaction, SIGSTOP, NULL, &was, 8));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR2, &act, &was, 8));
    HOLDS(was.handler == SIG_DFL);
    SHOW(syscall(SYS_rt_sigaction, SIGUSR2, NULL, &was, 8));
    HOLDS(was.handler == SIG_IGN);
}

static void senders(void)
{
    siginfo_t info = information(SI_QUEUE, 42);
    int me = getpid();

    SHOW(syscall(SYS_rt_sigqueueinfo, me, SIGUSR1, &info));
    take();
    SHOW(syscall(SYS_rt_sigqueueinfo, me, 0, &info));
    SHOW(syscall(SYS_rt_sigqueueinfo, me, 65, &info));
    SHOW(syscall(SYS_rt_sigqueueinfo, me, -1, &info));
    SHOW(syscall(SYS_rt_sigqueueinfo, 1 << 29, SIGUSR1, &info));
    info = information(SI_USER, 43);
    SHOW(syscall(SYS_rt_sigqueueinfo, me, SIGUSR1, &info));
    take();
    info = information(-60, 44);
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, me, SIGUSR1, &info));
    take();
    SHOW(syscall(SYS_rt_tgsigqueueinfo, 0, me, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, -1, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, 1 << 29, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, 1 << 29, me, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, me, 65, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, me, 0, &info));
    take();
    SHOW(syscall(SYS_tkill, me, SIGUSR1));
    take();
    SHOW(syscall(SYS_tkill, 0, SIGUSR1));
    SHOW(syscall(SYS_tkill, 1 << 29, SIGUSR1));
    SHOW(syscall(SYS_tkill, me, 65));
    SHOW(syscall(SYS_tgkill, me, me, 0));
    SHOW(syscall(SYS_tgkill, me, 0, SIGUSR1));
    SHOW(syscall(SYS_tgkill, 1 << 29, me, SIGUSR1));
    SHOW(syscall(SYS_kill, 0, 0));
    SHOW(syscall(SYS_kill, 0, SIGUSR1));
    take();
    SHOW(syscall(SYS_kill, -me, 0));
    SHOW(syscall(SYS_kill, -me, SIGUSR1));
    take();
    SHOW(syscall(SYS_kill, -me, 65));
    SHOW(syscall(SYS_kill, -(1 << 29), SIGUSR1));
    SHOW(syscall(SYS_kill, INT32_MIN, SIGUSR1));
    SHOW(syscall(SYS_kill, me, -1));
    SHOW(syscall(SYS_kill, me, 65));
    SHOW(syscall(SYS_kill, 1 << 29, 0));
}

/* Who may say what of himself, and when a number is looked at. */
static void claims(void)
{
    siginfo_t info = information(SI_TKILL, 1);
    int me = getpid();

    SHOW(syscall(SYS_rt_sigqueueinfo, 1 << 29, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, 1 << 29, SIGUSR1, &info));
    info.si_code = SI_USER;
    SHOW(syscall(SYS_rt_sigqueueinfo, 1 << 29, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, 1 << 29, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_sigqueueinfo, 0, SIGUSR1, &info));
    info.si_code = SI_QUEUE;
    SHOW(syscall(SYS_rt_sigqueueinfo, 0, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_sigqueueinfo, -me, SIGUSR1, &info));
    SHOW(syscall(SYS_rt_sigqueueinfo, 1 << 29, 65, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, me, 0, &info));
    SHOW(syscall(SYS_rt_tgsigqueueinfo, me, me, -1, &info));
    SHOW(syscall(SYS_tkill, -1, 0));
    SHOW(syscall(SYS_tkill, me, 0));
    SHOW(syscall(SYS_tkill, 1 << 29, 65));
    SHOW(syscall(SYS_tgkill, -1, me, 0));
    SHOW(syscall(SYS_tgkill, me, me, 65));
    SHOW(syscall(SYS_tgkill, me, me, -1));
}

static void stacks(void)
{
    static char room[8192];
    stack_t s = {room, 0, sizeof(room)}, old;

    SHOW(syscall(SYS_sigaltstack, NULL, NULL));
    SHOW(syscall(SYS_sigaltstack, NULL, &old));
    SHOW(old.ss_flags);
    s.ss_size = 2047;
    SHOW(syscall(SYS_sigaltstack, &s, NULL));
    s.ss_size = 0;
    SHOW(syscall(SYS_sigaltstack, &s, &old));
    s.ss_size = sizeof(room);
    s.ss_flags = 4;
    SHOW(syscall(SYS_sigaltstack, &s, NULL));
    s.ss_flags = 3;
    SHOW(syscall(SYS_sigaltstack, &s, NULL));
    s.ss_flags = 1; /* SS_ONSTACK, as if it were none */
    SHOW(syscall(SYS_sigaltstack, &s, &old));
    HOLDS(old.ss_flags == 2 && old.ss_size == 0);
    SHOW(syscall(SYS_sigaltstack, NULL, &old));
    HOLDS(old.ss_flags == 0 && old.ss_sp == room && old.ss_size == 8192);
    s.ss_flags = 2;
    s.ss_size = 0;
    SHOW(syscall(SYS_sigaltstack, &s, &old));
    HOLDS(old.ss_sp == room);
    SHOW(syscall(SYS_sigaltstack, NULL, &old));
    HOLDS(old.ss_flags == 2 && !old.ss_sp && !old.ss_size);
}

/* Sizes of sets below and above the only one; the set after what was wrong. */
static void sizes(void)
{
    uint64_t set = 0, old = 7;
    struct timespec none = {0, 0};

    SHOW(syscall(SYS_rt_sigpending, &old, 0));
    SHOW(old);
    SHOW(syscall(SYS_rt_sigpending, &old, 4));
    SHOW(syscall(SYS_rt_sigpending, &old, 9));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, NULL, 0));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, NULL, 8));
    SHOW(syscall(SYS_rt_sigprocmask, -1, NULL, NULL, 8));
    SHOW(syscall(SYS_rt_sigprocmask, 3, &set, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, 1, NULL, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, 64, NULL, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, 1, NULL, NULL, 0));
    SHOW(syscall(SYS_rt_sigaction, -1, NULL, NULL, 8));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &none, 0));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &none, 8));
    SHOW(syscall(SYS_rt_sigsuspend, &set, 0));
    SHOW(syscall(SYS_rt_sigsuspend, &set, 16));
}

static void descriptors(void)
{
    uint64_t set = 1ull << (SIGUSR1 - 1);
    int fd, file = open("/dev/null", O_RDONLY);

    SHOW(syscall(SYS_signalfd4, -1, &set, 4, 0));
    SHOW(syscall(SYS_signalfd4, -1, &set, 8, 1));
    SHOW(syscall(SYS_signalfd4, 99, &set, 8, 0));
    SHOW(syscall(SYS_signalfd4, file, &set, 8, 0));
    fd = (int)syscall(SYS_signalfd4, -1, &set, 8, SFD_NONBLOCK | SFD_CLOEXEC);
    SHOW(fcntl(fd, F_GETFD));
    SHOW(fcntl(fd, F_GETFL) & O_NONBLOCK);
    SHOW(syscall(SYS_signalfd4, fd, &set, 8, 0) == fd);
    SHOW(read(fd, &set, 8));
}

static void timers(void)
{
    struct itimerspec value = {{0, 0}, {100, 0}}, bad = {{0, 0}, {0, -1}};
    struct sigevent event = {.sigev_notify = 77};
    int id = -1;

    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &id));
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = 65;
    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &id));
    event.sigev_signo = SIGUSR1;
    SHOW(syscall(SYS_timer_create, 77, &event, &id));
    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &id));
    SHOW(syscall(SYS_timer_getoverrun, id));
    SHOW(syscall(SYS_timer_settime, id, 0, &bad, NULL));
    SHOW(syscall(SYS_timer_settime, id, 0, &value, &bad));
    SHOW(bad.it_value.tv_sec);
    SHOW(syscall(SYS_timer_gettime, id, &bad));
    HOLDS(bad.it_value.tv_sec == 99 || bad.it_value.tv_sec == 100);
    SHOW(syscall(SYS_timer_delete, id));
    SHOW(syscall(SYS_timer_delete, id));
    SHOW(syscall(SYS_timer_getoverrun, id));
    SHOW(syscall(SYS_timer_gettime, id, &bad));
    SHOW(syscall(SYS_timer_settime, id, 0, &value, NULL));
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    sets();
    senders();
    claims();
    stacks();
    sizes();
    descriptors();
    timers();
    return 0;
}
