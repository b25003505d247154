/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: gcc -std=gnu11 -O1 -g -Wall -Wno-comment -fsanitize=address,undefined \
// RUN:   -fno-sanitize-recover=all -I%unispec_source/kernel/arch/x86_64 \
// RUN:   %s -o %t
// RUN: %t | %FileCheck %s
// REQUIRES: gcc
/*
 * The conversions of the real time clock against those of libc, for every day
 * of 130 years and both number formats; and the arithmetic of rates.
 */
// CHECK: days: 0 wrong
// CHECK-NEXT: formats: 0 wrong
// CHECK-NEXT: rates: 0 wrong
#define _GNU_SOURCE
#include "clock_date.h"
#include "clock_rate.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint8_t bcd(int value)
{
    return (uint8_t)(value / 10 << 4 | value % 10);
}

static uint8_t hour12(int hour, int binary)
{
    int h = hour % 12 ? hour % 12 : 12;

    return (uint8_t)((binary ? h : bcd(h)) | (hour >= 12 ? RTC_PM : 0));
}

static int formats_wrong(time_t when)
{
    struct tm tm = *gmtime(&when);
    int year = tm.tm_year + 1900, wrong = 0;
    struct rtc_time binary = {(uint8_t)tm.tm_sec,       (uint8_t)tm.tm_min,
                              (uint8_t)tm.tm_hour,      (uint8_t)tm.tm_mday,
                              (uint8_t)(tm.tm_mon + 1), (uint8_t)(year % 100),
                              (uint8_t)(year / 100)};
    struct rtc_time decimal = {
        bcd(tm.tm_sec),     bcd(tm.tm_min),  bcd(tm.tm_hour), bcd(tm.tm_mday),
        bcd(tm.tm_mon + 1), bcd(year % 100), bcd(year / 100)};

    wrong += rtc_seconds(&binary, RTC_BINARY | RTC_24_HOURS) != (uint64_t)when;
    wrong += rtc_seconds(&decimal, RTC_24_HOURS) != (uint64_t)when;
    binary.hour = hour12(tm.tm_hour, 1);
    decimal.hour = hour12(tm.tm_hour, 0);
    wrong += rtc_seconds(&binary, RTC_BINARY) != (uint64_t)when;
    wrong += rtc_seconds(&decimal, 0) != (uint64_t)when;
    decimal.century = 0; /* a machine without the register: this century */
    if (year < 2100)
        wrong += rtc_seconds(&decimal, 0) != (uint64_t)when;
    return wrong;
}

static int rates_wrong(void)
{
    int wrong = 0;

    for (uint64_t hz = RATE_MIN_HZ; hz < 10000000000; hz += hz / 7) {
        uint64_t rate = rate_make(1000000000, hz);
        uint64_t day = rate_apply(rate, hz * 86400);

        wrong += llabs((int64_t)(day - 86400000000000ull)) > 1000000;
    }
    wrong += rate_from_pvclock(0x80000000u, 1) != 1ull << RATE_FRACTION;
    wrong += rate_from_pvclock(0x80000000u, -1) != 1ull << (RATE_FRACTION - 2);
    wrong += rate_from_pvclock(0xffffffffu, -20) != 0xfffffffu;
    wrong += pit_ticks_to_ns(1193182) / 1000 != 1000000;
    wrong += pit_ticks_from_ns(1000000000) != 1193181;
    for (uint64_t ticks = 1; ticks < 1ull << 40; ticks = ticks * 3 + 1)
        for (int64_t off = -32000; off <= 32000; off += 1600)
            if ((int64_t)ticks + off >= 0)
                wrong += pit_ticks_unwrap(ticks + (uint64_t)off,
                                          (uint16_t)ticks) != ticks;
    return wrong;
}

int main(void)
{
    int wrong = 0;

    for (time_t day = 10957; day < 10957 + 365 * 130; day++) {
        time_t when = day * 86400;
        struct tm *tm = gmtime(&when);

        wrong +=
            date_days((unsigned)tm->tm_year + 1900, (unsigned)tm->tm_mon + 1,
                      (unsigned)tm->tm_mday) != (uint64_t)day;
    }
    printf("days: %d wrong\n", wrong);
    wrong = 0;
    for (time_t when = 946684800; when < 4000000000; when += 1234567)
        wrong += formats_wrong(when);
    printf("formats: %d wrong\n", wrong);
    printf("rates: %d wrong\n", rates_wrong());
    return 0;
}
