/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Scheduling calls. */
#include "proc_check.h"
#include <sched.h>

int main(void)
{
    cpu_set_t set;
    unsigned cpu = 99, node = 99;

    SHOW(sched_yield());
    memset(&set, 0xff, sizeof(set));
    SHOW(sched_getaffinity(0, sizeof(set), &set));
    HOLDS(CPU_COUNT(&set) >= 1 && CPU_COUNT(&set) <= 1024);
    HOLDS(CPU_COUNT(&set) == sysconf(_SC_NPROCESSORS_ONLN));
    SHOW(sched_getaffinity(getpid(), sizeof(set), &set));
    SHOW(sched_getaffinity(2000000000, sizeof(set), &set));
    SHOW(syscall(SYS_sched_getaffinity, 0, 4, &set));
    SHOW(syscall(SYS_sched_getaffinity, 0, 129, &set));
    SHOW(syscall(SYS_getcpu, &cpu, &node, NULL));
    HOLDS(cpu < 1024 && node < 1024);
    SHOW(syscall(SYS_getcpu, NULL, NULL, NULL));
    return 0;
}
