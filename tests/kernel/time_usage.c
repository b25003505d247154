/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* times and getrusage: own time counts, there are no children. */
#include "proc_check.h"
#include <sys/resource.h>
#include <sys/times.h>

int main(void)
{
    struct rusage usage;
    struct tms tms;
    clock_t start = times(&tms);

    while (now_ns(CLOCK_PROCESS_CPUTIME_ID) < 50000000)
        ;
    HOLDS(times(&tms) >= start);
    HOLDS(tms.tms_utime + tms.tms_stime >= 2);
    HOLDS(tms.tms_cutime == 0 && tms.tms_cstime == 0);
    HOLDS(times(NULL) != (clock_t)-1);
    HOLDS(sysconf(_SC_CLK_TCK) == 100);
    SHOW(getrusage(RUSAGE_SELF, &usage));
    HOLDS(usage.ru_utime.tv_usec >= 0 && usage.ru_utime.tv_usec < 1000000);
    HOLDS(usage.ru_utime.tv_sec * 1000000 + usage.ru_utime.tv_usec +
              usage.ru_stime.tv_sec * 1000000 + usage.ru_stime.tv_usec >=
          20000);
    SHOW(getrusage(RUSAGE_THREAD, &usage));
    SHOW(getrusage(RUSAGE_CHILDREN, &usage));
    HOLDS(usage.ru_utime.tv_sec == 0 && usage.ru_utime.tv_usec == 0);
    SHOW(getrusage(2, &usage));
    SHOW(getrusage(-2, &usage));
    return 0;
}
