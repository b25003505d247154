/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/*
 * Every conversion of strftime and wcsftime, from constant formats. All times
 * are UTC: what zone is the local one is no matter of libc's.
 */
#include <stdio.h>
#include <time.h>
#include <wchar.h>

#define SHOW(format)                                                           \
    do {                                                                       \
        char text_[200] = "";                                                  \
        wchar_t wide_[200] = L"";                                              \
        size_t n_ = strftime(text_, sizeof text_, format, &tm);                \
        printf("%s: %zu %s\n", #format, n_, text_);                            \
        n_ = wcsftime(wide_, 200, L"" format, &tm);                            \
        printf("wide: %zu %ls\n", n_, wide_);                                  \
    } while (0)

static void show(long long seconds)
{
    time_t t = seconds;
    struct tm tm;

    gmtime_r(&t, &tm);
    SHOW("%a %A %b %B %h %c|%C|%d|%D|%e|%F");
    SHOW("%g %G %H %I %j %m %M%n%p %r %R %s %S%t%T");
    SHOW("%u %U %V %w %W %x %X %y %Y %z %Z %%");
    SHOW("%-d %_d %0e %-H %_m %+5Y %12F %7C %+3C %6G");
    SHOW("%Ec %EC %Ex %EX %Ey %EY %Od %Oe %OH %OI %Om %OM %OS %Ou %OU");
    SHOW("text without");
    SHOW("%Q");
}

int main(void)
{
    show(0);
    show(951825599); /* 2000-02-29 */
    show(-2208988801);
    show(253402300800); /* 10000-01-01 */
    puts("end");
    return 0;
}
