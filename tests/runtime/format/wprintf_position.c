/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// HOST: no
// EXPECT: 22 <position    77 posit>
// EXPECT: 13 9 8 7 1 6 5 2
/*
 * wprintf with arguments by position. Not held against musl on Linux, whose
 * tables for them are one short there: the result depends on what lies behind.
 */
#include <stdio.h>
#include <string.h>
#include <wchar.h>

static void show(int length, const wchar_t *text)
{
    printf("%d ", length);
    for (; *text; text++)
        putchar((char)*text);
    putchar('\n');
}

int main(int argc, char **argv)
{
    wchar_t out[100], format[] = L"<.3$s %1$*2$d %3$.*2$s>";
    wchar_t nine[] = L".9$d %8$d %7$d %1$d %6$d %5$d %2$d%3$.0d%4$.0d";

    (void)argv;
    memset(out, 0, sizeof out);
    format[argc] = '%';
    nine[argc - 1] = '%';
    show(swprintf(out, 100, format, 77, 5, "position"), out);
    show(swprintf(out, 100, nine, 1, 2, 0, 0, 5, 6, 7, 8, 9), out);
    return 0;
}
