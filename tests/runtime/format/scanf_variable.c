/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/*
 * scanf and wscanf with formats that are put together at run time: every
 * combination of *, width, m, length modifier and conversion on some inputs.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const char *const inputs[] = {"",
                                     "12 34",
                                     " -7x",
                                     "0x1Fg",
                                     "abc def",
                                     "1.5e3,",
                                     "x]-y",
                                     "+inf",
                                     "% 5",
                                     "nan(1)",
                                     "12345678901234567890",
                                     "a",
                                     "0x1p-3",
                                     "word\n",
                                     "  \t\n 9",
                                     "1e+"};
static const char *const lengths[] = {"",  "hh", "h", "l", "ll",
                                      "j", "z",  "t", "L"};
static const char *const widths[] = {"", "1", "3", "19"};
static const char *const conversions[] = {
    "d",     "i",     "u", "o", "x", "X", "p", "a", "e",
    "f",     "g",     "A", "E", "F", "G", "s", "c", "[a-z]",
    "[^ ,]", "[]x-]", "S", "C", "n", "%", "q", " "};

static uint64_t digest = UINT64_C(14695981039346656037);
static long calls;

static void add(const void *bytes, size_t n)
{
    const unsigned char *p = bytes;

    for (size_t i = 0; i < n; i++)
        digest = (digest ^ p[i]) * UINT64_C(1099511628211);
}

static void widen(wchar_t *to, const char *from)
{
    do
        *to++ = (unsigned char)*from;
    while (*from++);
}

/* Memory that libc allocated counts by its text, not by its address. */
static void take(int n, void *target, size_t size, int allocated, int wide)
{
    void *p;

    calls++;
    add(&n, sizeof n);
    if (!allocated) {
        add(target, size);
        return;
    }
    memcpy(&p, target, sizeof p);
    if (!p)
        return;
    add(p, wide ? sizeof(wchar_t) : 1);
    free(p);
}

static void scan(const char *format, int allocated, int is_wide)
{
    wchar_t wide_format[60], wide_input[60];
    unsigned char target[256];

    widen(wide_format, format);
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        int after = 0, n;

        memset(target, 0, sizeof target);
        n = sscanf(inputs[i], format, target, &after);
        take(n, target, sizeof target, allocated, is_wide);
        add(&after, sizeof after);
        memset(target, 0, sizeof target);
        after = 0;
        widen(wide_input, inputs[i]);
        n = swscanf(wide_input, wide_format, target, &after);
        take(n, target, sizeof target, allocated, is_wide);
        add(&after, sizeof after);
    }
}

static void combine(const char *conversion)
{
    int is_text = strchr("scSC[", conversion[0]) != NULL;

    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++)
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
            for (int how = 0; how < 3; how++) {
                char format[60];
                int is_wide = lengths[l][0] == 'l' || conversion[0] == 'S' ||
                              conversion[0] == 'C';

                if (how == 2 && (!is_text || strlen(lengths[l]) > 1))
                    continue; /* no memory is allocated */
                snprintf(format, sizeof format, "%%%s%s%s%s%s%%n",
                         how == 1 ? "*" : "", widths[w], how == 2 ? "m" : "",
                         lengths[l], conversion);
                scan(format, how == 2, is_wide);
            }
    printf("%-6s %6ld %016llx\n", conversion, calls,
           (unsigned long long)digest);
}

int main(void)
{
    for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++)
        combine(conversions[i]);
    puts("end");
    return 0;
}
