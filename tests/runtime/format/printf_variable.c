/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/*
 * printf and wprintf with formats that are put together at run time, so that
 * no conversion may be left out: every combination of flags, width, precision,
 * length modifier and conversion.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

static const char *const flags[] = {"",  "-",  "0",  "+",  " ",
                                    "#", "-+", "0#", " 0", "'"};
static const char *const widths[] = {"", "1", "12"};
static const char *const precisions[] = {"", ".", ".0", ".3", ".15"};
static const char *const integers[] = {"d",   "i",   "u",  "o",   "x",   "X",
                                       "hd",  "hhu", "hx", "hho", "ld",  "lu",
                                       "lx",  "lo",  "lX", "li",  "lld", "llu",
                                       "llx", "jd",  "ju", "zx",  "zu",  "td"};
static const char *const reals[] = {"f", "F", "e", "E", "g", "G", "a", "A"};

static uint64_t digest;
static long calls;

static void add(const void *bytes, size_t n, int result)
{
    const unsigned char *p = bytes;

    for (size_t i = 0; i < n; i++)
        digest = (digest ^ p[i]) * UINT64_C(1099511628211);
    digest = (digest ^ (unsigned)result) * UINT64_C(1099511628211);
    calls++;
}

static void widen(wchar_t *to, const char *from)
{
    do
        *to++ = (unsigned char)*from;
    while (*from++);
}

/* NARROW and WIDE hold the format; the rest are its arguments. */
#define PRINT(...)                                                             \
    do {                                                                       \
        char out_[400];                                                        \
        wchar_t wout_[400];                                                    \
        int n_ = snprintf(out_, sizeof out_, narrow, __VA_ARGS__);             \
        add(out_, strlen(out_), n_);                                           \
        memset(wout_, 0, sizeof wout_);                                        \
        n_ = swprintf(wout_, 400, wide, __VA_ARGS__);                          \
        add(wout_, wcslen(wout_) * sizeof *wout_, n_);                         \
    } while (0)

static void show(const char *what)
{
    printf("%-4s %6ld %016llx\n", what, calls, (unsigned long long)digest);
    digest = UINT64_C(14695981039346656037);
    calls = 0;
}

static void combine(const char *conversion,
                    void (*print)(const char *, const wchar_t *, int))
{
    char narrow[40];
    wchar_t wide[40];
    char out[100];
    int length;

    for (int f = 0; f < 10; f++)
        for (int w = 0; w < 3; w++)
            for (int p = 0; p < 5; p++)
                for (int big = 0; big < 2; big++) {
                    snprintf(narrow, sizeof narrow, "<%%%s%s%s%s>", flags[f],
                             widths[w], precisions[p], conversion);
                    widen(wide, narrow);
                    print(narrow, wide, big);
                }
    show(conversion);
}

static void print_integer(const char *narrow, const wchar_t *wide, int big)
{
    static const long values[] = {0, 1, -1, 42, -300, 1234567890};

    for (int i = 0; i < 6; i++)
        PRINT(big ? values[i] << 31 : values[i]);
}

static void print_real(const char *narrow, const wchar_t *wide, int big)
{
    static const double values[] = {0, 1, -2.5, 3.14159265358979, 1e-5, 1e15};

    for (int i = 0; i < 6; i++)
        PRINT(big ? values[i] * 1e30 : values[i]);
}

static void print_long_double(const char *narrow, const wchar_t *wide, int big)
{
    static const double values[] = {0, 1, -2.5, 1e-300, 1.0 / 3};

    for (int i = 0; i < 5; i++)
        PRINT(big ? values[i] * 1e40L : values[i] * 1.0L);
}

static void print_text(const char *narrow, const wchar_t *wide, int big)
{
    PRINT(big ? "some longer text" : "");
}

static void print_wide_text(const char *narrow, const wchar_t *wide, int big)
{
    PRINT(big ? L"some longer text" : L"");
}

static void print_character(const char *narrow, const wchar_t *wide, int big)
{
    PRINT(big ? 'x' : '~');
}

int main(int argc, char **argv)
{
    char narrow[40];
    wchar_t wide[40];
    char out[100];
    int length;

    (void)argv;
    show("");
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++)
        combine(integers[i], print_integer);
    combine("p", print_integer);
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
        char conversion[3] = {'L', reals[i][0], 0};

        combine(reals[i], print_real);
        combine(conversion, print_long_double);
    }
    combine("s", print_text);
    combine("ls", print_wide_text);
    combine("S", print_wide_text);
    combine("c", print_character);
    combine("lc", print_character);
    combine("C", print_character);

    /* Arguments as width and precision; wprintf_position.c has positions. */
    strcpy(narrow, "<%*.*f|%-*d|%.*s>");
    narrow[argc] = '%';
    widen(wide, narrow);
    PRINT(10, 2, 1.5, 6, 7, 3, "abcdef");
    PRINT(-10, -2, 1.5, -6, 7, -3, "abcdef");
    show("*");
    strcpy(narrow, "<%3$s %1$*2$d %3$.*2$s>");
    narrow[argc] = '%';
    length = snprintf(out, sizeof out, narrow, 77, 5, "position");
    add(out, strlen(out), length);
    show("$");
    puts("end");
    return 0;
}
