/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Date to seconds since the Unix epoch, and the number formats of the real
 * time clock. Pure, so that tests/kernel can run it on the host.
 */
#ifndef KERNEL_X86_CLOCK_DATE_H
#define KERNEL_X86_CLOCK_DATE_H

#include <stdint.h>

/* The clock's registers as they are read. */
struct rtc_time {
    uint8_t second, minute, hour, day, month, year, century;
};

#define RTC_24_HOURS 2 /* register B */
#define RTC_BINARY 4
#define RTC_PM 0x80 /* hour, where the clock counts 12 hours */

static inline unsigned rtc_number(uint8_t value, uint8_t mode)
{
    return mode & RTC_BINARY ? value : (value >> 4) * 10u + (value & 15);
}

/* Days from 1970-01-01 to a day of the Gregorian calendar, 1970 or later. */
static inline uint64_t date_days(unsigned year, unsigned month, unsigned day)
{
    /* Years that begin in March, so that the leap day is the last one. */
    unsigned y = month <= 2 ? year - 1 : year;
    unsigned m = month <= 2 ? month + 9 : month - 3;

    return y * 365ull + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day -
           1 - 719468;
}

static inline uint64_t rtc_seconds(const struct rtc_time *t, uint8_t mode)
{
    unsigned hour = rtc_number(t->hour & (uint8_t)~RTC_PM, mode);
    unsigned century = rtc_number(t->century, mode);
    unsigned year = rtc_number(t->year, mode);

    if (!(mode & RTC_24_HOURS))
        hour = hour % 12 + (t->hour & RTC_PM ? 12 : 0);
    year += century >= 20 && century <= 99 ? century * 100 : 2000;
    return date_days(year, rtc_number(t->month, mode),
                     rtc_number(t->day, mode)) *
               86400 +
           hour * 3600 + rtc_number(t->minute, mode) * 60 +
           rtc_number(t->second, mode);
}

#endif
