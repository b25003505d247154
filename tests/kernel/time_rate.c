/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The rate does not change while it is measured: spans that follow each other
 * closely, from microseconds to a tenth of a second, add up to the whole.
 */
#include "proc_check.h"

int main(void)
{
    int64_t start = now_ns(CLOCK_MONOTONIC), last = start, sum = 0;
    int negative = 0;

    for (int64_t span = 1000; span <= 100000000; span *= 10) {
        int64_t end = last + span;

        while (now_ns(CLOCK_MONOTONIC) < end)
            ;
        end = now_ns(CLOCK_MONOTONIC);
        negative += end < last;
        sum += end - last;
        last = end;
    }
    HOLDS(negative == 0);
    HOLDS(sum == last - start);
    HOLDS(sum >= 111111000);
    HOLDS(sum < 10000000000);
    return 0;
}
