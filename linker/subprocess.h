/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Runs another program to its end, with a time limit, and keeps the start of
 * what it says. For `unispec doctor`, which asks tools about themselves.
 */
#ifndef UNISPEC_SUBPROCESS_H
#define UNISPEC_SUBPROCESS_H

#include <stdbool.h>

struct subprocess_result {
    int error; /* errno of the start, or 0 */
    bool timed_out;
    int status;      /* exit status, 128 + N for signal N */
    char text[2048]; /* standard output and error, one after the other */
};

void subprocess_run(const char *const *argv, int limit_ms,
                    struct subprocess_result *result);

#endif
