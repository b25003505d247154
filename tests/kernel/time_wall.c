/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The date: three calls agree, and it is this century's. */
#include "proc_check.h"
#include <sys/time.h>

int main(void)
{
    struct timeval tv = {-1, -1};
    struct timezone zone = {77, 77};
    struct timespec ts;
    time_t stored = -1;
    time_t first = time(&stored), day;

    SHOW(gettimeofday(&tv, NULL));
    SHOW(clock_gettime(CLOCK_REALTIME, &ts));
    HOLDS(first == stored);
    HOLDS(tv.tv_sec - first >= 0 && tv.tv_sec - first <= 1);
    HOLDS(ts.tv_sec - first >= 0 && ts.tv_sec - first <= 1);
    HOLDS(tv.tv_usec >= 0 && tv.tv_usec < 1000000);
    HOLDS(first > 1700000000 && first < 4102444800);
    day = first / 86400 * 86400;
    HOLDS(gmtime(&day)->tm_hour == 0);
    SHOW(syscall(SYS_gettimeofday, &tv, &zone));
    HOLDS(zone.tz_dsttime == 0);
    SHOW(syscall(SYS_gettimeofday, NULL, NULL));
    HOLDS(syscall(SYS_time, NULL) - first <= 1);
    return 0;
}
