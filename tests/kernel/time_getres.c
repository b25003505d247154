/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* clock_getres: a resolution for each clock, NULL allowed, bad ids refused. */
#include "proc_check.h"

int main(void)
{
    static const clockid_t clocks[] = {0, 1, 2, 3, 4, 5, 6, 7, 11};
    struct timespec t;

    for (unsigned i = 0; i < sizeof(clocks) / sizeof(*clocks); i++) {
        int result = clock_getres(clocks[i], &t);

        printf("clock %d: %d %s\n", (int)clocks[i], result,
               t.tv_sec == 0 && t.tv_nsec >= 1 && t.tv_nsec <= 10000000
                   ? "plausible"
                   : "IMPLAUSIBLE");
        SHOW(clock_getres(clocks[i], NULL));
    }
    SHOW(clock_getres(10, &t));
    SHOW(clock_getres(99, NULL));
    return 0;
}
