/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calendar arithmetic of libc over the kernel's clock: fixed moments. */
// ENV: TZ=CET-1CEST,M3.5.0,M10.5.0/3
#include "proc_check.h"

static void show(time_t t)
{
    char text[100];
    struct tm tm;

    gmtime_r(&t, &tm);
    strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S %j %a %V", &tm);
    printf("%lld: %s", (long long)t, text);
    localtime_r(&t, &tm);
    strftime(text, sizeof(text), "%F %T %z %Z", &tm);
    printf(" / %s, back %s\n", text, mktime(&tm) == t ? "yes" : "NO");
}

int main(void)
{
    struct tm tm = {.tm_year = 124, .tm_mon = 1, .tm_mday = 30};

    show(0);
    show(-1);
    show(951782400);
    show(1711846799);
    show(1711846800);
    show(1729990800);
    show(2147483647);
    show(2147483648);
    show(4102444800);
    SHOW(mktime(&tm));
    printf("%d %d\n", tm.tm_mon, tm.tm_mday);
    HOLDS(time(NULL) > 1600000000);
    HOLDS(strptime("2024-02-29", "%Y-%m-%d", &tm) && tm.tm_mday == 29);
    HOLDS(!strptime("2024-13-29", "%Y-%m-%d", &tm));
    return 0;
}
