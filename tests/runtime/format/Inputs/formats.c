/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A program that is one call, -DCALL, of printf, scanf or the like. */
#include <stdio.h>
#include <time.h>
#include <wchar.h>

int main(int argc, char **argv)
{
    const char *text = argv[0];
    char *to = argv[0];
    double real = argc * 1.5;
    struct tm tm = {.tm_mday = argc};
    char format[2] = {'%', (char)('c' + argc)};

    (void)text, (void)to, (void)real, (void)tm, (void)format;
    return (CALL) < 0;
}
