/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sysinfo and what sysconf makes of it. */
#include "proc_check.h"
#include <sys/sysinfo.h>

int main(void)
{
    struct sysinfo info;

    memset(&info, 0xff, sizeof(info));
    SHOW(sysinfo(&info));
    HOLDS(info.mem_unit >= 1);
    HOLDS(info.totalram > 0 && info.freeram <= info.totalram);
    HOLDS(info.procs >= 1);
    HOLDS(info.uptime < 1000000000);
    HOLDS(sysconf(_SC_PHYS_PAGES) > 0);
    HOLDS(sysconf(_SC_AVPHYS_PAGES) > 0);
    HOLDS(sysconf(_SC_AVPHYS_PAGES) <= sysconf(_SC_PHYS_PAGES));
    HOLDS(sysconf(_SC_PAGESIZE) == 4096);
    return 0;
}
