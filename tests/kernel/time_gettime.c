/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every clock can be read, gives a valid time, and never goes back. */
// CASES: no
#include "proc_check.h"

static void never_back(clockid_t clock)
{
    int64_t last = now_ns(clock);
    int back = 0;

    for (int i = 0; i < 20000; i++) {
        int64_t now = now_ns(clock);

        back += now < last;
        last = now;
    }
    printf("clock %d went back %d times\n", (int)clock, back);
}

int main(void)
{
    static const clockid_t clocks[] = {0, 1, 2, 3, 4, 5, 6, 7, 11};
    struct timespec t;

    for (unsigned i = 0; i < sizeof(clocks) / sizeof(*clocks); i++) {
        int result = clock_gettime(clocks[i], &t);

        printf("clock %d: %d %s\n", (int)clocks[i], result,
               t.tv_sec >= 0 && t.tv_nsec >= 0 && t.tv_nsec < 1000000000
                   ? "valid"
                   : "INVALID");
    }
    SHOW(clock_gettime(10, &t));
    SHOW(clock_gettime(12, &t));
    SHOW(clock_gettime(1000, &t));
    SHOW(clock_gettime((clockid_t)0x7fffffff, &t));
    SHOW(clock_gettime(-1, &t)); /* the kind that means a descriptor */
    never_back(CLOCK_MONOTONIC);
    never_back(CLOCK_MONOTONIC_RAW);
    never_back(CLOCK_PROCESS_CPUTIME_ID);
    return 0;
}
