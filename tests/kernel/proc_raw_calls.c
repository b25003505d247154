/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls about the process that libc hides or has no function for. */
#include "proc_check.h"
#include <sched.h>
#include <sys/resource.h>
#include <sys/time.h>

/* Says nothing where all is well, as it is not asked without privileges. */
#define AS_ROOT(condition)                                                \
    if (!(condition))                                                          \
    printf("WRONG: %s\n", #condition)
#define VERSION_3 0x20080522 /* of capabilities, linux/capability.h */

static void ids(void)
{
    unsigned r, e, s;

    SHOW(syscall(SYS_getresuid, &r, &e, &s));
    printf("%u %u %u\n", r, e, s);
    SHOW(syscall(SYS_getresgid, &r, &e, &s));
    printf("%u %u %u\n", r, e, s);
    SHOW(syscall(SYS_setresgid, -1, 5, -1));
    SHOW(syscall(SYS_getresgid, &r, &e, &s));
    printf("%u %u %u\n", r, e, s);
    SHOW(syscall(SYS_getegid));
    SHOW(syscall(SYS_setregid, -1, 0));
    SHOW(syscall(SYS_getegid));
    SHOW(syscall(SYS_setfsuid, -1));
    SHOW(syscall(SYS_setfsgid, -1));
    SHOW(syscall(SYS_setfsuid, 0));
    SHOW(syscall(SYS_setfsgid, 0));
    SHOW(syscall(SYS_getgroups, -1, &r));
    SHOW(syscall(SYS_setgroups, 70000, &r));
    HOLDS(syscall(SYS_getpgrp) == getpgrp());
    SHOW(syscall(SYS_getpgid, 1 << 29));
    SHOW(syscall(SYS_getsid, 1 << 29));
    SHOW(syscall(SYS_setpgid, 1 << 29, 0));
    SHOW(syscall(SYS_setpgid, 0, -1));
}

/* More than one has, of what one may give up. */
static void without_privileges(void)
{
    struct rlimit none = {0, 0}, more = {0, 1};
    int lowest = 1;

    AS_ROOT(syscall(SYS_setrlimit, RLIMIT_NICE, &none) == 0);
    AS_ROOT(syscall(SYS_setrlimit, RLIMIT_RTPRIO, &none) == 0);
    AS_ROOT(syscall(SYS_setrlimit, RLIMIT_RTPRIO, &more) == -1 &&
            errno == EPERM);
    AS_ROOT(syscall(SYS_prlimit64, 0, RLIMIT_RTPRIO, &more, NULL) == -1 &&
            errno == EPERM);
    AS_ROOT(syscall(SYS_setpriority, 0, 0, -5) == -1 && errno == EACCES);
    AS_ROOT(syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &lowest) == -1 &&
            errno == EPERM);
}

/* -1 keeps an id where it may; groups up to the least size. */
static void ids_edges(void)
{
    unsigned r, e, s, list[3] = {7, 5, 6}, bad[2] = {1, -1};

    SHOW(syscall(SYS_setuid, -1));
    SHOW(syscall(SYS_setgid, -1));
    SHOW(syscall(SYS_setreuid, -1, -1));
    SHOW(syscall(SYS_setregid, -1, -1));
    SHOW(syscall(SYS_setresuid, -1, -1, -1));
    SHOW(syscall(SYS_setresgid, -1, -1, -1));
    SHOW(syscall(SYS_getgroups, INT32_MIN, list));
    SHOW(syscall(SYS_setgroups, -1, list));
    SHOW(syscall(SYS_setgroups, 65537, list));
    if (geteuid() == 0) {
        AS_ROOT(syscall(SYS_setgroups, 2, bad) == -1 && errno == EINVAL);
        AS_ROOT(syscall(SYS_setgroups, 3, list) == 0);
        AS_ROOT(syscall(SYS_getgroups, 0, NULL) == 3);
        AS_ROOT(syscall(SYS_getgroups, 2, list) == -1);
        AS_ROOT(syscall(SYS_getgroups, 3, list) == 3 && list[0] == 5);
        AS_ROOT(syscall(SYS_setgroups, 0, NULL) == 0);
        AS_ROOT(syscall(SYS_getgroups, 0, NULL) == 0);
        AS_ROOT(syscall(SYS_setregid, 5, 6) == 0);
        AS_ROOT(!syscall(SYS_getresgid, &r, &e, &s) && r == 5 && e == 6 &&
                     s == 6);
        AS_ROOT(syscall(SYS_setgid, 0xfffffffe) == 0);
        AS_ROOT(!syscall(SYS_getresgid, &r, &e, &s) && r == -2u &&
                     e == -2u && s == -2u);
        AS_ROOT(syscall(SYS_setresuid, 1, 2, 3) == 0);
        AS_ROOT(syscall(SYS_setreuid, 9, -1) == -1 && errno == EPERM);
        AS_ROOT(syscall(SYS_setreuid, -1, 9) == -1 && errno == EPERM);
        AS_ROOT(syscall(SYS_setreuid, 3, -1) == -1 && errno == EPERM);
        AS_ROOT(syscall(SYS_setreuid, 2, 3) == 0);
        AS_ROOT(syscall(SYS_setuid, 1) == -1 && errno == EPERM);
        AS_ROOT(syscall(SYS_setuid, 2) == 0);
        AS_ROOT(!syscall(SYS_getresuid, &r, &e, &s) && r == 2 && e == 2 &&
                     s == 3);
        AS_ROOT(syscall(SYS_setresuid, -1, -1, 9) == -1);
        AS_ROOT(syscall(SYS_setresgid, -1, 9, -1) == -1);
        AS_ROOT(syscall(SYS_setregid, 9, -1) == -1 && errno == EPERM);
        AS_ROOT(syscall(SYS_setgroups, 0, NULL) == -1 && errno == EPERM);
        without_privileges();
    }
    SHOW(syscall(SYS_getpgid, -1));
    SHOW(syscall(SYS_getsid, -1));
    SHOW(syscall(SYS_setpgid, 0, 0));
    SHOW(syscall(SYS_setpgid, 0, 1 << 29));
    SHOW(syscall(SYS_setpgid, -1, 0));
    SHOW(syscall(SYS_setpgid, 0, INT32_MIN));
    SHOW(syscall(SYS_setsid));
}

static void attributes(void)
{
    struct rlimit64 {
        uint64_t soft, hard;
    } old;

    SHOW(syscall(SYS_prlimit64, 0, 16, NULL, NULL));
    SHOW(syscall(SYS_prlimit64, 0, -1, NULL, NULL));
    SHOW(syscall(SYS_prlimit64, -1, RLIMIT_NOFILE, NULL, &old));
    SHOW(syscall(SYS_prlimit64, 0, 15, NULL, &old));
    SHOW(syscall(SYS_getrusage, 2, &old));
    SHOW(syscall(SYS_getrusage, -3, &old));
    SHOW(syscall(SYS_getpriority, -1, 0));
    SHOW(syscall(SYS_getpriority, 3, 0));
    SHOW(syscall(SYS_getpriority, 0, -1));
    SHOW(syscall(SYS_getpriority, 0, 1 << 29));
    SHOW(syscall(SYS_getpriority, 1, 1 << 29));
    SHOW(syscall(SYS_getpriority, 2, 1 << 29));
    SHOW(syscall(SYS_setpriority, 3, 0, 0));
    SHOW(syscall(SYS_setpriority, 0, 1 << 29, 0));
    SHOW(syscall(SYS_setpriority, 0, 0, INT32_MAX));
    SHOW(syscall(SYS_getpriority, 0, 0));
    SHOW(syscall(SYS_setpriority, 0, 0, 20));
    SHOW(syscall(SYS_prctl, 0, 0, 0, 0, 0));
    SHOW(syscall(SYS_prctl, 9999, 0, 0, 0, 0));
    SHOW(syscall(SYS_prctl, -1, 0, 0, 0, 0));
    SHOW(syscall(SYS_prctl, 1, 65l, 0, 0, 0)); /* PR_SET_PDEATHSIG */
    SHOW(syscall(SYS_prctl, 1, -1l, 0, 0, 0));
    SHOW(syscall(SYS_prctl, 1, 64l, 0, 0, 0));
    SHOW(syscall(SYS_prctl, 4, 2l, 0, 0, 0)); /* PR_SET_DUMPABLE */
    SHOW(syscall(SYS_prctl, 4, 3l, 0, 0, 0));
    SHOW(syscall(SYS_prctl, 8, 2l, 0, 0, 0));  /* PR_SET_KEEPCAPS */
    SHOW(syscall(SYS_prctl, 38, 0l, 0, 0, 0)); /* PR_SET_NO_NEW_PRIVS */
    SHOW(syscall(SYS_prctl, 38, 1l, 1l, 0, 0));
    SHOW(syscall(SYS_prctl, 39, 1l, 0, 0, 0));
    SHOW(syscall(SYS_prctl, 23, 10000l, 0, 0, 0)); /* PR_CAPBSET_READ */
    SHOW(syscall(SYS_arch_prctl, 0, 0));
    SHOW(syscall(SYS_arch_prctl, 0x1001, 1ul << 63));
    SHOW(syscall(SYS_arch_prctl, 0x1002, -1l));
    SHOW(syscall(SYS_arch_prctl, 0x1004, &old));
    SHOW(old.soft);
    SHOW(syscall(SYS_arch_prctl, 0x1001, 4096l));
    SHOW(syscall(SYS_arch_prctl, 0x1004, &old));
    SHOW(old.soft);
    SHOW(syscall(SYS_personality, 0xffffffff));
    SHOW(syscall(SYS_getcpu, NULL, NULL, NULL));
}

static void threads(void)
{
    long head[3] = {0}, *list = NULL;
    size_t size = 0;
    int tid = 0;

    HOLDS(syscall(SYS_set_tid_address, &tid) == syscall(SYS_gettid));
    SHOW(syscall(SYS_set_robust_list, head, 24));
    SHOW(syscall(SYS_set_robust_list, head, 23));
    SHOW(syscall(SYS_get_robust_list, 0, &list, &size));
    HOLDS(list == head && size == 24);
    SHOW(syscall(SYS_get_robust_list, 1 << 29, &list, &size));
    SHOW(syscall(SYS_set_robust_list, NULL, 24));
}

static void capabilities(void)
{
    struct {
        uint32_t version;
        int pid;
    } header = {VERSION_3, 0};
    struct {
        uint32_t effective, permitted, inheritable;
    } data[2];

    SHOW(syscall(SYS_capget, &header, data));
    SHOW(syscall(SYS_capset, &header, data));
    header.version = 1;
    SHOW(syscall(SYS_capget, &header, data));
    HOLDS(header.version == VERSION_3);
    header.version = 1;
    SHOW(syscall(SYS_capset, &header, data));
    header.version = VERSION_3;
    header.pid = 1 << 29;
    SHOW(syscall(SYS_capget, &header, data));
    SHOW(syscall(SYS_capset, &header, data));
    header.pid = -1;
    SHOW(syscall(SYS_capget, &header, data));
}

static void limits(void)
{
    struct rlimit64 {
        uint64_t soft, hard;
    } old, wrong = {5, 4};
    struct itimerval value = {{0, 0}, {0, 1000000}};

    SHOW(syscall(SYS_prlimit64, 0, 99, NULL, &old));
    SHOW(syscall(SYS_prlimit64, 1 << 29, RLIMIT_NOFILE, NULL, &old));
    SHOW(syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, &wrong, NULL));
    SHOW(syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, NULL, &old));
    HOLDS(old.soft <= old.hard);
    SHOW(syscall(SYS_getrlimit, RLIMIT_NOFILE, &wrong));
    HOLDS(wrong.soft == old.soft && wrong.hard == old.hard);
    SHOW(syscall(SYS_setrlimit, RLIMIT_NOFILE, &old));
    old.soft = 6;
    old.hard = 5;
    SHOW(syscall(SYS_setrlimit, RLIMIT_NOFILE, &old));
    SHOW(syscall(SYS_setrlimit, 16, &old));
    SHOW(syscall(SYS_getrlimit, -1, &old));
    SHOW(syscall(SYS_setrlimit, 99, &old));
    SHOW(syscall(SYS_getrlimit, 99, &old));
    SHOW(syscall(SYS_getitimer, 3, &value));
    SHOW(syscall(SYS_alarm, 100));
    SHOW(syscall(SYS_alarm, 0));
    SHOW(syscall(SYS_setitimer, 3, &value, NULL));
    SHOW(syscall(SYS_setitimer, ITIMER_REAL, &value, NULL));
    SHOW(syscall(SYS_getitimer, ITIMER_REAL, &value));
    SHOW(value.it_value.tv_sec);
}

static void machine(void)
{
    long now = 0;

    HOLDS(syscall(SYS_time, &now) == now && now > 1000000000);
    HOLDS(syscall(SYS_time, NULL) >= now);
    SHOW(syscall(SYS_personality, 0xffffffff));
    SHOW(syscall(SYS_sched_get_priority_min, SCHED_RR));
    SHOW(syscall(SYS_sched_get_priority_min, 77));
    SHOW(syscall(SYS_munlockall));
    SHOW(syscall(SYS_mlockall, 0));
    SHOW(syscall(SYS_mlockall, 64));
    SHOW(syscall(SYS_membarrier, 0x4000000, 0, 0));
    HOLDS(syscall(SYS_brk, 0) == syscall(SYS_brk, 1));
    SHOW(syscall(SYS_getrandom, &now, 8, 0xff));
    SHOW(syscall(SYS_getrandom, &now, 0, 0));
    SHOW(syscall(9999));
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    ids();
    threads();
    capabilities();
    limits();
    machine();
    attributes();
    ids_edges();
    return 0;
}
