/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Resource limits: stored, given back, checked. */
#include "proc_check.h"
#include <sys/resource.h>

int main(void)
{
    struct rlimit limit = {0}, other = {0}, saved;

    for (int i = 0; i < 16; i++)
        if (getrlimit(i, &limit) || limit.rlim_cur > limit.rlim_max)
            printf("limit %d is wrong\n", i);
    SHOW(getrlimit(16, &limit));
    SHOW(getrlimit(-1, &limit));
    SHOW(setrlimit(16, &limit));
    getrlimit(RLIMIT_STACK, &limit);
    HOLDS(limit.rlim_cur >= 1 << 20);
    getrlimit(RLIMIT_NOFILE, &saved);
    HOLDS(saved.rlim_cur >= 256);
    HOLDS(sysconf(_SC_OPEN_MAX) == (long)saved.rlim_cur);
    limit = saved;
    limit.rlim_cur = 100;
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    getrlimit(RLIMIT_NOFILE, &other);
    HOLDS(other.rlim_cur == 100 && other.rlim_max == saved.rlim_max);
    limit.rlim_cur = limit.rlim_max + 1;
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    limit.rlim_cur = limit.rlim_max = RLIM_INFINITY;
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    SHOW(prlimit(0, RLIMIT_NOFILE, &saved, &other));
    HOLDS(other.rlim_cur == 100);
    SHOW(prlimit(getpid(), RLIMIT_NOFILE, NULL, &other));
    HOLDS(other.rlim_cur == saved.rlim_cur);
    SHOW(prlimit(2000000000, RLIMIT_NOFILE, NULL, &other));
    SHOW(prlimit(0, 99, NULL, &other));
    SHOW(prlimit(0, RLIMIT_CPU, NULL, NULL));
    limit.rlim_cur = 0;
    limit.rlim_max = 4096;
    SHOW(setrlimit(RLIMIT_CORE, &limit));
    SHOW(prlimit(0, RLIMIT_CORE, &limit, &limit)); /* one object for both */
    HOLDS(limit.rlim_cur == 0 && limit.rlim_max == 4096);
    return 0;
}
