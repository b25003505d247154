/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The date, read once: from kvmclock where it is the clock, else from the real
 * time clock of the PC (Motorola MC146818 data sheet; century in register 0x32
 * as ACPI has it). The latter counts whole seconds: the date is right within
 * one second and never early. Without either, time starts in 1970.
 */
#include "clock.h"
#include "clock_date.h"
#include "x86.h"

#define RTC_INDEX 0x70
#define RTC_DATA 0x71
#define RTC_A 0x0a
#define RTC_A_UPDATING 0x80
#define RTC_B 0x0b
#define RTC_ABSENT 0xff
#define READ_TRIES 100000

static uint8_t rtc_register(uint8_t index)
{
    io_out8(RTC_INDEX, index);
    return io_in8(RTC_DATA);
}

static struct rtc_time rtc_read(void)
{
    return (struct rtc_time){
        .second = rtc_register(0),
        .minute = rtc_register(2),
        .hour = rtc_register(4),
        .day = rtc_register(7),
        .month = rtc_register(8),
        .year = rtc_register(9),
        .century = rtc_register(0x32),
    };
}

/*
 * Seconds since the epoch, or 0. The clock changes its registers one by one
 * after it raised the updating bit: two equal seconds around a reading that
 * began without the bit show that it did not change meanwhile.
 */
static uint64_t rtc_epoch_seconds(void)
{
    if (rtc_register(RTC_A) == RTC_ABSENT)
        return 0;
    for (unsigned tries = 0; tries < READ_TRIES; tries++) {
        struct rtc_time t;

        if (rtc_register(RTC_A) & RTC_A_UPDATING)
            continue;
        t = rtc_read();
        if (!(rtc_register(RTC_A) & RTC_A_UPDATING) &&
            t.second == rtc_register(0))
            return rtc_seconds(&t, rtc_register(RTC_B));
    }
    return 0;
}

uint64_t arch_wall_ns(void)
{
    static uint64_t start_ns; /* the date when arch_clock_ns() was 0 */
    static bool known;
    uint64_t now = arch_clock_ns();

    if (!known) {
        start_ns = clock_is_kvm() ? clock_kvm_wall_ns() - now
                                  : rtc_epoch_seconds() * 1000000000 - now;
        known = true;
    }
    return start_ns + now;
}
