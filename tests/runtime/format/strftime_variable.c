/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/*
 * strftime with formats that are put together at run time: every combination
 * of padding, field width, modifier and conversion.
 */
#include <stdio.h>
#include <time.h>

static const char *const paddings[] = {"", "-", "_", "0", "+", "0+"};
static const char *const widths[] = {"", "1", "9", "20", " 4"};
static const char *const modifiers[] = {"", "E", "O"};
static const char letters[] = "aAbBcCdDeFgGhHIjmMnprRsStTuUVwWxXyYzZ%!";

int main(void)
{
    struct tm tm = {0};

    for (const char *letter = letters; *letter; letter++) {
        unsigned long long digest = 14695981039346656037u;

        for (int i = 0; i < 6 * 5 * 3 * 8; i++) {
            time_t t = (i % 8 - 3) * 9876543210;
            char format[20], text[60] = "";
            size_t n;

            gmtime_r(&t, &tm);
            snprintf(format, sizeof format, "<%%%s%s%s%c>", paddings[i / 8 % 6],
                     widths[i / 48 % 5], modifiers[i / 240], *letter);
            n = strftime(text, sizeof text, format, &tm);
            for (size_t k = 0; k < sizeof text; k++)
                digest = (digest ^ (unsigned char)text[k]) * 1099511628211u;
            digest = (digest ^ n) * 1099511628211u;
        }
        printf("%c %016llx\n", *letter, digest);
    }
    puts("end");
    return 0;
}
