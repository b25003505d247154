/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getrusage, times, scheduling and identity: ranges and wrong arguments. */
#include "proc_check.h"
#include <sched.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <sys/times.h>
#include <sys/utsname.h>

int main(void)
{
    struct rusage a, b;
    struct tms t;
    struct sched_param param = {0};
    struct timespec slice;
    struct utsname name;
    struct sysinfo info;
    volatile double work = 1;
    cpu_set_t set;
    clock_t start = times(&t);
    unsigned cpu = 99, node = 99;

    SHOW(getrusage(RUSAGE_SELF, &a));
    for (int i = 0; i < 3000000; i++)
        work *= 1.0000001;
    SHOW(getrusage(RUSAGE_SELF, &b));
    HOLDS(b.ru_utime.tv_sec * 1000000 + b.ru_utime.tv_usec +
              b.ru_stime.tv_sec * 1000000 + b.ru_stime.tv_usec >
          a.ru_utime.tv_sec * 1000000 + a.ru_utime.tv_usec);
    SHOW(getrusage(RUSAGE_THREAD, &a));
    SHOW(getrusage(RUSAGE_CHILDREN, &b));
    HOLDS(b.ru_utime.tv_sec == 0 && b.ru_utime.tv_usec == 0);
    SHOW(getrusage(7, &a));
    HOLDS(times(&t) >= start && t.tms_cutime == 0);
    HOLDS(clock() > 0);
    SHOW(sched_getscheduler(0));
    SHOW(sched_getscheduler(-1));
    SHOW(sched_getparam(0, &param));
    SHOW(param.sched_priority);
    SHOW(sched_get_priority_max(SCHED_FIFO));
    SHOW(sched_get_priority_min(SCHED_RR));
    SHOW(sched_get_priority_max(SCHED_OTHER));
    SHOW(sched_get_priority_max(77));
    SHOW(syscall(SYS_sched_rr_get_interval, 0, &slice));
    SHOW(syscall(SYS_sched_rr_get_interval, -1, &slice));
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &param));
    param.sched_priority = 1;
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &param));
    SHOW(syscall(SYS_sched_setscheduler, 0, 77, &param));
    SHOW(sched_yield());
    CPU_ZERO(&set);
    SHOW(sched_getaffinity(0, sizeof(set), &set));
    HOLDS(CPU_COUNT(&set) >= 1 && CPU_ISSET(0, &set));
    SHOW(sched_getaffinity(0, 0, &set));
    SHOW(sched_getaffinity(0, 3, &set));
    HOLDS(syscall(SYS_sched_getaffinity, 0, sizeof(set), &set) >= 8);
    SHOW(sched_getaffinity(-1, sizeof(set), &set));
    CPU_ZERO(&set);
    SHOW(sched_setaffinity(0, sizeof(set), &set));
    CPU_SET(0, &set);
    SHOW(sched_setaffinity(0, sizeof(set), &set));
    SHOW(syscall(SYS_getcpu, &cpu, &node, NULL));
    SHOW(cpu);
    SHOW(node);
    SHOW(syscall(SYS_getcpu, NULL, NULL, NULL));
    SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(getpriority(7, 0));
    SHOW(setpriority(PRIO_PROCESS, 0, 5));
    SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(setpriority(PRIO_PROCESS, 0, 100));
    SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(nice(-3));
    SHOW(setpriority(PRIO_PROCESS, 1 << 29, 5));
    SHOW(uname(&name));
    printf("%s %s\n", name.sysname, name.machine);
    HOLDS(strchr(name.release, '.') && name.nodename[0] && name.version[0]);
    SHOW(sysinfo(&info));
    HOLDS(info.mem_unit && info.totalram >= info.freeram && info.procs >= 1);
    HOLDS(get_nprocs() >= 1 && get_nprocs_conf() >= get_nprocs());
    HOLDS(sysconf(_SC_PAGESIZE) == 4096 && sysconf(_SC_CLK_TCK) == 100);
    HOLDS(sysconf(_SC_PHYS_PAGES) >= sysconf(_SC_AVPHYS_PAGES));
    return 0;
}
