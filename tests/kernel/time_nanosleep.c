/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* nanosleep and clock_nanosleep: at least as long as asked; bad requests. */
#include "proc_check.h"

static int64_t slept(clockid_t clock, int flags, struct timespec request)
{
    int64_t start = now_ns(CLOCK_MONOTONIC);
    int error = clock_nanosleep(clock, flags, &request, NULL);

    if (error)
        printf("clock_nanosleep: %s\n", check_error(error));
    return now_ns(CLOCK_MONOTONIC) - start;
}

int main(void)
{
    struct timespec t = {0, 20000000}, left = {7, 7}, zero = {0, 0};
    int64_t start = now_ns(CLOCK_MONOTONIC);

    SHOW(nanosleep(&t, &left));
    HOLDS(now_ns(CLOCK_MONOTONIC) - start >= 20000000);
    HOLDS(left.tv_sec == 7 && left.tv_nsec == 7);
    SHOW(nanosleep(&zero, NULL));
    SHOW(nanosleep(&(struct timespec){-1, 0}, NULL));
    SHOW(nanosleep(&(struct timespec){0, -1}, NULL));
    SHOW(nanosleep(&(struct timespec){0, 1000000000}, NULL));
    HOLDS(slept(CLOCK_MONOTONIC, 0, t) >= 20000000);
    HOLDS(slept(CLOCK_REALTIME, 0, t) >= 20000000);
    HOLDS(slept(CLOCK_BOOTTIME, 0, t) >= 20000000);
    HOLDS(slept(CLOCK_MONOTONIC, TIMER_ABSTIME, zero) < 1000000000);
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += 1;
    HOLDS(slept(CLOCK_MONOTONIC, TIMER_ABSTIME, t) >= 900000000);
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec += 1;
    HOLDS(slept(CLOCK_REALTIME, TIMER_ABSTIME, t) >= 900000000);
    SHOW(usleep(1000));
    return 0;
}
