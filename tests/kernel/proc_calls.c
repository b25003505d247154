/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Policies, priorities, affinity, barriers, capabilities, personality. */
#include "proc_check.h"
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>

#define NOBODY 99999999

static void policies(void)
{
    int p = 0, one = 1;
    struct timespec t = {-1, -1};

    for (int policy = -1; policy < 7; policy++)
        printf("%d: %ld %ld\n", policy,
               syscall(SYS_sched_get_priority_min, policy),
               syscall(SYS_sched_get_priority_max, policy));
    SHOW(syscall(SYS_sched_getscheduler, 0));
    SHOW(syscall(SYS_sched_getscheduler, -1));
    SHOW(syscall(SYS_sched_getscheduler, NOBODY));
    SHOW(syscall(SYS_sched_getparam, getpid(), &p));
    printf("%d\n", p);
    SHOW(syscall(SYS_sched_getparam, 0, NULL));
    SHOW(syscall(SYS_sched_getparam, NOBODY, &p));
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_BATCH, &p));
    SHOW(syscall(SYS_sched_getscheduler, getpid()));
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &p));
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &one));
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &p));
    SHOW(syscall(SYS_sched_setscheduler, 0, 77, &p));
    SHOW(syscall(SYS_sched_setscheduler, 0, -1, &p));
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, NULL));
    SHOW(syscall(SYS_sched_setscheduler, NOBODY, SCHED_OTHER, &p));
    SHOW(syscall(SYS_sched_setparam, 0, &p));
    SHOW(syscall(SYS_sched_setparam, 0, &one));
    SHOW(syscall(SYS_sched_setparam, -1, &p));
    SHOW(syscall(SYS_sched_setparam, NOBODY, &p));
    SHOW(syscall(SYS_sched_rr_get_interval, 0, &t));
    HOLDS(t.tv_sec == 0 && t.tv_nsec >= 0);
    SHOW(syscall(SYS_sched_rr_get_interval, -1, &t));
    SHOW(syscall(SYS_sched_rr_get_interval, NOBODY, &t));
}

static void priorities(void)
{
    SHOW(setpriority(PRIO_PROCESS, 0, 15));
    SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(getpriority(PRIO_PROCESS, getpid()));
    SHOW(setpriority(PRIO_PROCESS, getpid(), 1000));
    SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(getpriority(PRIO_PROCESS, NOBODY));
    SHOW(getpriority(PRIO_USER, 4000000));
    SHOW(getpriority(3, 0));
    SHOW(getpriority(-1, 0));
    SHOW(setpriority(3, 0, 0));
    SHOW(setpriority(PRIO_PROCESS, NOBODY, 0));
    SHOW(syscall(SYS_getpriority, PRIO_PROCESS, 0));
}

static void processors(void)
{
    cpu_set_t set;

    sched_getaffinity(0, sizeof(set), &set);
    SHOW(sched_setaffinity(0, sizeof(set), &set));
    SHOW(sched_setaffinity(NOBODY, sizeof(set), &set));
    CPU_ZERO(&set);
    SHOW(sched_setaffinity(0, sizeof(set), &set));
    SHOW(syscall(SYS_sched_setaffinity, 0, 0, &set));
    HOLDS((syscall(SYS_membarrier, 0, 0) & 25) == 25);
    SHOW(syscall(SYS_membarrier, 0, 1));
    SHOW(syscall(SYS_membarrier, 8, 0));
    SHOW(syscall(SYS_membarrier, 16, 0));
    SHOW(syscall(SYS_membarrier, 8, 0));
    SHOW(syscall(SYS_membarrier, 1 << 20, 0));
    SHOW(syscall(SYS_membarrier, 3, 0));
}

static void rights(void)
{
    struct {
        unsigned version;
        int pid;
    } head = {0, 0};
    unsigned data[6];
    long old = syscall(SYS_personality, 0xffffffff);

    SHOW(syscall(SYS_capget, &head, data));
    printf("%x\n", head.version);
    head.version = 1;
    SHOW(syscall(SYS_capget, &head, NULL));
    SHOW(syscall(SYS_capget, &head, data));
    SHOW(syscall(SYS_capset, &head, data));
    head.pid = -1;
    SHOW(syscall(SYS_capget, &head, data));
    head.pid = NOBODY;
    SHOW(syscall(SYS_capget, &head, data));
    SHOW(syscall(SYS_capset, &head, data));
    head.version = 1;
    SHOW(syscall(SYS_capset, &head, data));
    HOLDS(syscall(SYS_personality, 0x0400000) == old);
    printf("%lx\n", syscall(SYS_personality, old));
    HOLDS(syscall(SYS_personality, 0xffffffff) == old);
}

static char page[8192] __attribute__((aligned(4096)));

static void locks(void)
{
    void *none =
        mmap(NULL, 8192, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    munmap(none, 8192);
    SHOW(syscall(SYS_mlock2, page, 4096, 0));
    SHOW(syscall(SYS_mlock2, page, 4096, 1));
    SHOW(syscall(SYS_mlock2, page, 4096, 2));
    SHOW(syscall(SYS_mlock2, none, 4096, 0));
    SHOW(munlock(page, 4096));
    SHOW(mlock(&none, 1));
}

int main(void)
{
    policies();
    priorities();
    processors();
    rights();
    locks();
    return 0;
}
