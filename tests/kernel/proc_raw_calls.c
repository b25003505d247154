/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls about the process that libc hides or has no function for. */
#include "proc_check.h"
#include <sched.h>
#include <sys/resource.h>
#include <sys/time.h>

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
    return 0;
}
