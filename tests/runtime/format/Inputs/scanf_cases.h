/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Every conversion of scanf from constant formats, in parts: a program that
 * calls one part has only that part's conversions.
 */
#ifndef SCANF_CASES_H
#define SCANF_CASES_H

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Numbers print as bits, for which no conversion but %llx is needed. */
static inline void show(const char *what, int n, const void *data, size_t size)
{
    unsigned long long bits = 0;

    memcpy(&bits, data, size > sizeof bits ? sizeof bits : size);
    printf("%s %x %llx\n", what, n, bits);
}

#define SCAN(type, input, format)                                              \
    do {                                                                       \
        type value_;                                                           \
        memset(&value_, 0x55, sizeof value_);                                  \
        int n_ = sscanf(input, format, &value_);                               \
        show(#type " " input " " #format, n_, &value_, sizeof value_);         \
    } while (0)

static inline void integers(void)
{
    int a = 1, b = 2;

    SCAN(int, "42", "%d");
    SCAN(int, "-42x", "%d");
    SCAN(int, "", "%d");
    SCAN(int, "x", "%d");
    SCAN(int, "0x1fz", "%i");
    SCAN(int, "017", "%i");
    SCAN(unsigned, "4000000000", "%u");
    SCAN(unsigned, "777", "%o");
    SCAN(unsigned, "beef", "%x");
    SCAN(unsigned, "0XBEEF", "%X");
    SCAN(signed char, "-7", "%hhd");
    SCAN(short, "-700", "%hd");
    SCAN(long, "-123456789012", "%ld");
    SCAN(long long, "123456789012345", "%lld");
    SCAN(intmax_t, "-1", "%jd");
    SCAN(size_t, "99", "%zu");
    SCAN(ptrdiff_t, "-99", "%td");
    SCAN(long, "ff", "%lx");
    SCAN(int, "12345", "%3d");
    SCAN(int, "  7", " %d");
    SCAN(int, "a7", "a%d");
    SCAN(int, "50%7", "50%%%d");
    SCAN(void *, "0x1234", "%p");
    SCAN(int, "1 2", "%*d%d");
    show("two", sscanf("5,6", "%d,%d", &a, &b), &a, sizeof a);
    show("second", 0, &b, sizeof b);
    show("mismatch", sscanf("5;6", "%d,%d", &a, &b), &b, sizeof b);
    show("end", sscanf("5", "%d %d", &a, &b), &b, sizeof b);
}

static inline void text(void)
{
    char s[40] = "", t[40] = "";
    int n;

    n = sscanf("one two", "%s %s", s, t);
    printf("%x %s %s\n", n, s, t);
    n = sscanf("  abcdef", "%3s%s", s, t);
    printf("%x %s %s\n", n, s, t);
    n = sscanf("xyz", "%c%2c", s, t);
    printf("%x %.1s %.2s\n", n, s, t);
    n = sscanf("skip this", "%*s %s", s);
    printf("%x %s\n", n, s);
    n = sscanf("", "%s", s);
    printf("%x\n", n);
}

static inline void sets(void)
{
    char s[40] = "", t[40] = "";
    int n;

    n = sscanf("abc123", "%[a-z]%[0-9]", s, t);
    printf("%x %s %s\n", n, s, t);
    n = sscanf("key = value", "%[^ =] = %[^\n]", s, t);
    printf("%x %s %s\n", n, s, t);
    n = sscanf("]-]x", "%[]-]%s", s, t);
    printf("%x %s %s\n", n, s, t);
    n = sscanf("x]", "%[^]]%s", s, t);
    printf("%x %s %s\n", n, s, t);
    n = sscanf("123", "%[a-z]", s);
    printf("%x\n", n);
    n = sscanf("abcdef", "%3[a-f]%*[d]%s", s, t);
    printf("%x %s %s\n", n, s, t);
}

static inline void reals(void)
{
    SCAN(float, "1.5", "%f");
    SCAN(float, "-2.5e3", "%e");
    SCAN(float, "0x1.8p3", "%g");
    SCAN(float, "inf", "%a");
    SCAN(float, "1e", "%f");
    SCAN(double, "3.14159265358979", "%lf");
    SCAN(double, "1e400", "%lE");
    SCAN(double, "12.75", "%4lG");
    SCAN(double, "0x.1p4", "%lA");
    SCAN(long double, "1.25", "%Lf");
    SCAN(float, "x", "%F");
}

static inline void counts(void)
{
    int i = 0, v = 0;
    long l = 0;
    signed char hh = 0;
    short h = 0;
    long long ll = 0;

    show("n", sscanf("12 34", "%d%n%*d%ln", &v, &i, &l), &i, sizeof i);
    show("ln", 0, &l, sizeof l);
    sscanf("abc", "a%hhnb%hnc%lln", &hh, &h, &ll);
    show("hhn", 0, &hh, sizeof hh);
    show("hn", 0, &h, sizeof h);
    show("lln", 0, &ll, sizeof ll);
}

static inline void positions(void)
{
    int a = 0, b = 0;

    show("2$ 1$", sscanf("3 4", "%2$d %1$d", &a, &b), &a, sizeof a);
    show("second", 0, &b, sizeof b);
}

static inline void allocation(void)
{
    char *s = NULL, *t = NULL;
    wchar_t *w = NULL;
    int n;

    n = sscanf("a-rather-long-word-that-makes-the-buffer-grow-twice x",
               "%ms %mc", &s, &t);
    printf("%x %s %.1s\n", n, s, t);
    free(s);
    free(t);
    n = sscanf("abc1", "%m[a-z]%mls", &s, &w);
    printf("%x %s %lc\n", n, s, (wint_t)w[0]);
    free(s);
    free(w);
    n = sscanf("word", "%*ms");
    printf("%x\n", n);
}

static inline void wide(void)
{
    wchar_t s[40] = L"", t[40] = L"";
    int n;

    n = sscanf("one two", "%ls %S", s, t);
    printf("%x %ls %ls\n", n, s, t);
    n = sscanf("xyz", "%lc%2C", s, t);
    printf("%x %lc %lc\n", n, (wint_t)s[0], (wint_t)t[1]);
    n = sscanf("abc123", "%l[a-z]%l[0-9]", s, t);
    printf("%x %ls %ls\n", n, s, t);
}

static inline void file(void)
{
    char s[20] = "";
    int a = 0, n;

    while ((n = scanf("%19s %d", s, &a)) == 2)
        printf("%s %x\n", s, a);
    printf("%x\n", n);
}

#endif
