/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Every conversion of wprintf and wscanf from constant formats, in parts.
 * Nothing prints but wprintf, so that no part has narrow formats of its own.
 */
#ifndef WIDE_CASES_H
#define WIDE_CASES_H

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static inline void print_text(void)
{
    wprintf(L"%ls %s %c %lc\n", L"wide", "narrow", 'c', L'w');
}

static inline void print_padded_text(void)
{
    wprintf(L"%8ls|%-8ls|%.2ls|%8.2s|%-8s|%*s\n", L"wide", L"wide", L"wide",
            "narrow", "narrow", 4, "x");
    wprintf(L"%5c|%-5c|%lc|%S|%C|%%\n", 'a', 'b', L'c', L"old", L'd');
    errno = ENOENT;
    wprintf(L"%m|%30m|%-30m\n");
}

static inline void print_numbers(void)
{
    wprintf(L"%d %i %u %o %x %X %p\n", -1, 2, 3u, 8u, 0xabu, 0xABu,
            (void *)0x1234);
    wprintf(L"%hhd %hd %ld %lld %jd %zd %td\n", 300, 70000, LONG_MIN, LLONG_MAX,
            INTMAX_MIN, (ssize_t)-1, (ptrdiff_t)-2);
    wprintf(L"%5d|%-5d|%05d|%+d|% d|%#x|%.3d|%*d|%.*d\n", 42, 42, 42, 42, 42,
            42, 42, 6, 42, 4, 42);
    wprintf(L"%f %e %g %a %.2f %10.3e %-12g| %La\n", 1.5, 2.5, 1e10, 3.0,
            3.14159, 2.5, 0.1, 1.25L);
}

static inline void print_positions(void)
{
    int n = 0;
    long l = 0;

    wprintf(L"%2$ls %1$d\n", 5, L"text");
    wprintf(L"abc%nde%ln\n", &n, &l);
    wprintf(L"%d %ld\n", n, l);
}

static inline void scan_text(void)
{
    wchar_t s[40] = L"", t[40] = L"";
    char narrow[40] = "";
    int n;

    n = swscanf(L"one two three", L"%ls %S %s", s, t, narrow);
    wprintf(L"%lc %ls %ls %s\n", L'0' + n, s, t, narrow);
    n = swscanf(L"abc123 xy", L"%l[a-z]%[0-9] %*c%lc", s, narrow, t);
    wprintf(L"%lc %ls %s %lc\n", L'0' + n, s, narrow, t[0]);
}

static inline void scan_numbers(void)
{
    int a = 0, b = 0, after = 0;
    long long ll = 0;
    float f = 0;
    double d = 0;
    char c = 0;

    wprintf(L"%d", swscanf(L"42 0x1f -77", L"%d %i %lld", &a, &b, &ll));
    wprintf(L" %d %d %lld\n", a, b, ll);
    wprintf(L"%d", swscanf(L"1.5 2.5e3x", L"%f %lf%c%n", &f, &d, &c, &after));
    wprintf(L" %g %g %c %d\n", f, d, c, after);
    wprintf(L"%d", swscanf(L"3 4", L"%2$d %1$d", &a, &b));
    wprintf(L" %d %d\n", a, b);
    wprintf(L"%d\n", swscanf(L"x", L"%d", &a));
    wprintf(L"%d\n", swscanf(L"", L"%d", &a));
}

static inline void scan_allocation(void)
{
    wchar_t *w = NULL;
    char *s = NULL;
    int n = swscanf(L"some-word-that-is-longer-than-the-first-buffer b",
                    L"%mls %ms", &w, &s);

    wprintf(L"%lc %ls %s\n", L'0' + n, w, s);
    free(w);
    free(s);
}

#endif
