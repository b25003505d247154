/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What siginfo says, for each way in which a signal can come. */
#include "mm_check.h"
#include <pthread.h>
#include <sys/time.h>
#include <time.h>

static siginfo_t got;
static sigjmp_buf back;
static volatile int jumps;

static void handler(int number, siginfo_t *info, void *context)
{
    (void)context;
    got = *info;
    if (got.si_signo != number)
        puts("another number");
    if (jumps)
        siglongjmp(back, 1);
}

static void show(const char *what)
{
    printf("%s: signal %d, code %d", what, got.si_signo, got.si_code);
    if (got.si_code == SI_USER || got.si_code == SI_TKILL ||
        got.si_code == SI_QUEUE)
        printf(", %s", got.si_pid == getpid() && got.si_uid == getuid()
                           ? "from here"
                           : "FROM ELSEWHERE");
    if (got.si_code == SI_QUEUE || got.si_code == SI_TIMER)
        printf(", value %d", got.si_value.sival_int);
    printf("\n");
    memset(&got, 0, sizeof(got));
}

static void fault(const char *what, void (*f)(char *), char *p)
{
    jumps = 1;
    if (!sigsetjmp(back, 1)) {
        f(p);
        puts("NO FAULT");
    }
    jumps = 0;
    printf("%s ", got.si_addr == p ? "its address:" : "address:");
    show(what);
}

static void reads(char *p)
{
    *(volatile char *)p;
}

static void writes(char *p)
{
    *(volatile char *)p = 1;
}

static void divides(char *p)
{
    volatile int zero = 0, result;

    (void)p;
    result = 1 / zero;
    (void)result;
}

static void overflows(char *p)
{
    volatile int least = INT32_MIN, minus = -1, result;

    (void)p;
    result = least / minus;
    (void)result;
}

static void undefined(char *p)
{
    (void)p;
    __asm__ volatile("ud2");
}

static void breakpoint(char *p)
{
    (void)p;
    __asm__ volatile("int3");
}

static void runs(char *p)
{
    ((void (*)(void))p)();
}

static void far_away(char *p)
{
    *(volatile char *)(p + (1ul << 62)) = 1;
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
                             .sigev_signo = SIGUSR2,
                             .sigev_value.sival_int = 33};
    int numbers[] = {SIGUSR1, SIGUSR2, SIGSEGV, SIGBUS,  SIGFPE,
                     SIGILL,  SIGTRAP, SIGALRM, SIGRTMIN};
    timer_t timer;
    char *p;

    setvbuf(stdout, NULL, _IOLBF, 0);
    for (unsigned i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
        sigaction(numbers[i], &action, NULL);
    kill(getpid(), SIGUSR1);
    show("kill");
    raise(SIGUSR1);
    show("raise");
    syscall(SYS_tkill, syscall(SYS_gettid), SIGUSR1);
    show("tkill");
    pthread_kill(pthread_self(), SIGRTMIN);
    show("pthread_kill");
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 44});
    show("sigqueue");
    kill(0, SIGUSR1);
    show("kill the group");
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value.tv_usec = 1000}, NULL);
    while (!got.si_signo)
        usleep(100);
    show("setitimer");
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    timer_settime(timer, 0, &(struct itimerspec){.it_value.tv_nsec = 1000},
                  NULL);
    while (!got.si_signo)
        usleep(100);
    show("timer");
    got.si_addr = NULL;
    fault("read of nothing", reads, NULL);
    p = mmap(0, 2 * PAGE, PROT_READ, ANON, -1, 0);
    fault("write to what is read only", writes, p + 5);
    fault("data that is run", runs, p);
    mprotect(p, PAGE, PROT_NONE);
    fault("what has no rights", reads, p + 7);
    munmap(p, 2 * PAGE);
    fault("what is unmapped", writes, p + 9);
    p = mmap(0, PAGE, RW, MAP_SHARED, memfd_create("m", 0), 0);
    fault("behind the end", writes, p + 11);
    fault("no address", far_away, NULL);
    fault("division", divides, got.si_addr);
    fault("division overflow", overflows, got.si_addr);
    fault("undefined", undefined, got.si_addr);
    fault("breakpoint", breakpoint, got.si_addr);
    kill(getpid(), SIGSEGV);
    show("SIGSEGV by kill");
    return 0;
}
