/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Limits: what is read back, what is refused, whose they are. */
#include "proc_check.h"
#include <sys/resource.h>

static void set(int which, rlim_t now, rlim_t most)
{
    struct rlimit limit = {now, most}, back;
    int error = setrlimit(which, &limit);

    printf("%d to %lx of %lx: %s", which, (long)now, (long)most,
           error ? check_error(errno) : "ok");
    getrlimit(which, &back);
    if (!error)
        printf(", %s", back.rlim_cur == now && back.rlim_max == most
                           ? "is so"
                           : "IS NOT");
    printf("\n");
}

int main(void)
{
    struct rlimit limit, old;

    for (int i = 0; i < RLIM_NLIMITS; i++)
        HOLDS(getrlimit(i, &limit) == 0 && limit.rlim_cur <= limit.rlim_max);
    SHOW(getrlimit(RLIM_NLIMITS, &limit));
    SHOW(getrlimit(-1, &limit));
    set(RLIMIT_CORE, 0, RLIM_INFINITY);
    set(RLIMIT_CORE, 5000, 6000);
    set(RLIMIT_CORE, 6001, 6000);
    set(RLIMIT_FSIZE, 1 << 20, RLIM_INFINITY);
    set(RLIMIT_NOFILE, 100, 200);
    set(RLIMIT_NOFILE, 200, 200);
    set(RLIMIT_NOFILE, 201, 200);
    set(RLIMIT_NOFILE, 0, 200);
    set(RLIMIT_NOFILE, 50, 200);
    set(99, 1, 1);
    limit = (struct rlimit){30, 100};
    SHOW(prlimit(0, RLIMIT_NOFILE, &limit, &old));
    HOLDS(old.rlim_cur == 50 && old.rlim_max == 200);
    SHOW(prlimit(getpid(), RLIMIT_NOFILE, NULL, &old));
    HOLDS(old.rlim_cur == 30 && old.rlim_max == 100);
    SHOW(prlimit(0, RLIMIT_NOFILE, NULL, NULL));
    SHOW(prlimit(1 << 29, RLIMIT_NOFILE, NULL, &old));
    SHOW(prlimit(-1, RLIMIT_NOFILE, NULL, &old));
    SHOW(prlimit(0, 99, NULL, &old));
    limit = (struct rlimit){5, 4};
    SHOW(prlimit(0, RLIMIT_NOFILE, &limit, NULL));
    SHOW(sysconf(_SC_OPEN_MAX));
    SHOW(getdtablesize());
    SHOW(setgid(1000));
    SHOW(setuid(1000));
    set(RLIMIT_NOFILE, 60, 90);
    set(RLIMIT_NOFILE, 60, 91);
    set(RLIMIT_NOFILE, 90, 90);
    return 0;
}
