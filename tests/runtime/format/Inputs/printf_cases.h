/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Every conversion of printf from constant formats, in parts: a program that
 * calls one part has only that part's conversions.
 */
#ifndef PRINTF_CASES_H
#define PRINTF_CASES_H

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

static inline void integers(void)
{
    printf("%d|%i|%u|%o|%x|%X\n", -1, 2, 3u, 8u, 0xabu, 0xABu);
    printf("%hhd|%hd|%ld|%lld|%jd|%zd|%td\n", 300, 70000, LONG_MIN, LLONG_MAX,
           INTMAX_MIN, (ssize_t)-1, (ptrdiff_t)-2);
    printf("%hhu|%hu|%lu|%llu|%ju|%zu|%tu\n", 300, 70000, ULONG_MAX, ULLONG_MAX,
           UINTMAX_MAX, (size_t)-1, (ptrdiff_t)2);
    printf("%hho|%hx|%lX|%llo|%jx|%zX|%tx\n", 300, 70000, 1l << 40, 1ll << 50,
           (intmax_t)-1, (size_t)77, (ptrdiff_t)66);
    printf("%5d|%-5d|%05d|%+d|% d|%+5d|%-+5d|%'d\n", 42, 42, 42, 42, 42, 42, 42,
           1234567);
    printf("%#x|%#X|%#o|%#08x|%-#8x|%#x|%#o\n", 255, 255, 8, 255, 255, 0, 0);
    printf("%.0d|%.0d|%.5d|%8.5d|%-8.5d|%08.5d|%.d\n", 0, 1, 42, 42, 42, 42, 0);
    printf("%*d|%-*d|%*d|%.*d|%*.*d|%.*d\n", 5, 1, 5, 2, -5, 3, 3, 4, 6, 3, 5,
           -1, 6);
    printf("%p|%20p|%-20p|\n", (void *)0x1234, (void *)0x1234, (void *)0x1234);
}

static inline void text(void)
{
    printf("%s|%10s|%-10s|%.2s|%10.2s|%-10.2s|%.0s|\n", "abc", "abc", "abc",
           "abc", "abc", "abc", "abc");
    printf("%*s|%-*s|%.*s|%s|%.3s\n", 6, "abc", 6, "abc", 1, "abc", "",
           (char *)"xyzzy");
    printf("%c|%5c|%-5c|%c%%\n", 'a', 'b', 'c', 'd');
    printf("%ls|%8ls|%-8ls|%.2ls|%lc|%5lc|%S|%C\n", L"wide", L"wide", L"wide",
           L"wide", L'w', L'x', L"old", L'y');
    printf("100%%|%%%%|%5s%%\n", "x");
    errno = ENOENT;
    printf("%m|%30m|%-30m|%.3m|\n");
}

static inline void floating(void)
{
    double v[] = {0,         -0.0,      1,         -1.5,  3.14159265358979,
                  1e10,      1e-10,     123456789, 1e300, 5e-324,
                  1.0 / 0.0, -1.0 / 0.0};

    for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
        printf("%f|%e|%g|%a\n", v[i], v[i], v[i], v[i]);
        printf("%F|%E|%G|%A\n", v[i], v[i], v[i], v[i]);
        printf("%.0f|%.3e|%.10g|%.2a|%20f|%-20g|%020f|%+f|% e|%#.0f|%#g\n",
               v[i], v[i], v[i], v[i], v[i], v[i], v[i], v[i], v[i], v[i],
               v[i]);
        printf("%Lf|%Le|%Lg|%La|%*.*f\n", v[i] * 1.0L, v[i] / 3.0L, v[i] * 1.0L,
               v[i] * 1.0L, 12, 4, v[i]);
    }
}

static inline void positions_and_counts(void)
{
    int i = 0;
    long l = 0;
    long long ll = 0;
    short h = 0;
    signed char hh = 0;
    size_t z = 0;
    intmax_t j = 0;

    printf("%2$s %1$s %2$s\n", "first", "second");
    printf("%1$d %1$x %1$o|%2$*3$d|%2$.*3$d|%2$-*3$.*4$d|\n", 77, 5, 8, 3);
    printf("%3$f %1$d %2$s\n", 1, "two", 3.0);
    printf("ab%ncde%lnf%llng%hnh%hhni%znj%jn\n", &i, &l, &ll, &h, &hh, &z, &j);
    printf("%d %ld %lld %hd %hhd %zd %jd\n", i, l, ll, h, hh, z, j);
}

static inline void results(void)
{
    char buffer[8];
    int n;

    n = snprintf(buffer, sizeof buffer, "%s-%d", "truncated", 1234);
    printf("%d %s\n", n, buffer);
    n = snprintf(NULL, 0, "%05d%s", 1, "x");
    printf("%d\n", n);
    n = sprintf(buffer, "%c%c", 'o', 'k');
    printf("%d %s\n", n, buffer);
    n = snprintf(buffer, sizeof buffer, "%2147483648d", 1);
    printf("%d %d\n", n, errno == EOVERFLOW);
    errno = 0;
    n = snprintf(buffer, sizeof buffer, "%y", 1);
    printf("%d %d\n", n, errno == EINVAL);
    n = snprintf(buffer, sizeof buffer, "%");
    printf("%d\n", n);
    n = snprintf(buffer, sizeof buffer, "%lhd", 1);
    printf("%d\n", n);
}

#endif
