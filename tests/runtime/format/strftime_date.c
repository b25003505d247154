/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program that formats dates, and nothing else. */
#include <stdio.h>
#include <time.h>

int main(void)
{
    for (long long i = -3; i < 4; i++) {
        time_t t = i * 9876543210;
        struct tm tm;
        char text[40];

        gmtime_r(&t, &tm);
        strftime(text, sizeof text, "%Y-%m-%d", &tm);
        puts(text);
        strftime(text, sizeof text, "%H:%M:%S", &tm);
        puts(text);
    }
    puts("end");
    return 0;
}
