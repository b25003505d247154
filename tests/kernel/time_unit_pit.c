/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: gcc -std=gnu11 -O1 -g -Wall -Wno-comment -fsanitize=address,undefined \
// RUN:   -fno-sanitize-recover=all -I%unispec_source/kernel/arch/x86_64 \
// RUN:   -I%unispec_source/kernel/include %s -o %t
// RUN: %t | %FileCheck %s
// REQUIRES: gcc
/*
 * The clock that measures the TSC against the PIT, over a simulated machine:
 * a PIT, a TSC of a known frequency, port accesses that take time, and a host
 * that now and then takes the processor away. Time must never go back and
 * never be off by more than clock_pit.c promises.
 */
// CHECK: 0 steps back
// CHECK-NEXT: 0 bounds broken
// CHECK-NEXT: 0 of 2000 first seconds wrong
// CHECK-NEXT: rates exact
// CHECK-NEXT: absent PIT found out
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static double hz, now; /* now in seconds since power on */
static double loaded, port_time = 1e-6;
static bool present, latched_status;
static int nexts;
static uint16_t latch;
static unsigned hiccups; /* one access in so many loses up to 100 ms */

static void hiccup(void)
{
    if (hiccups && rand() % hiccups == 0)
        now += (rand() % 1000) * 1e-4;
}

static void io_out8(uint16_t port, uint8_t value)
{
    now += port_time;
    hiccup();
    if (port == 0x40 && nexts++ % 2) {
        loaded = now;
        hiccup();
    }
    if (port != 0x43)
        return;
    nexts = 0;
    latched_status = value == 0xe2;
    latch = (uint16_t)-(uint64_t)((now - loaded) * 105e6 / 88);
}

static uint8_t io_in8(uint16_t port)
{
    (void)port;
    now += port_time;
    hiccup();
    if (!present)
        return 0xff;
    if (latched_status)
        return 0x34 | 0x80;
    return nexts++ % 2 ? latch >> 8 : latch & 0xff;
}

static uint64_t tsc_read(void)
{
    now += 1e-8;
    hiccup();
    return (uint64_t)(now * hz);
}

#define KERNEL_X86_H
#include "clock_pit.c"

static int back, broken;

/* Reads the clock and compares with the truth since the first reading. */
static void check(double bound, double slack)
{
    static double first, before;
    static uint64_t first_ns, before_ns;
    double start = now;
    uint64_t ns = clock_pit_ns();
    double error, span;

    if (bound == 0) {
        first = before = start;
        first_ns = before_ns = ns;
        return;
    }
    back += ns < before_ns;
    /* anywhere between the begin and the end of the call is right */
    span = (double)(ns - first_ns) * 1e-9;
    error = span < start - first ? start - first - span
            : span > now - first ? span - (now - first)
                                 : 0;
    if (error > bound * (start - first) + slack) {
        broken++;
        printf("hz %.0f, after %.9f s: off by %.9f s\n", hz, start - first,
               error);
    }
    before = start;
    before_ns = ns;
}

static void run(double frequency, unsigned seed, double longest)
{
    srand(seed);
    hz = frequency;
    now = 0.05;
    pit = (typeof(pit)){0};
    clock_pit_start();
    check(0, 0);
    for (int i = 0; i < 200; i++) {
        double span = longest;

        for (int magnitude = rand() % 8; magnitude > 0; magnitude--)
            span /= 10;
        now += span * (rand() % 1000 + 1) / 1000;
        check(0.002, 3e-6);
    }
}

/* How many first seconds on a busy host are wrong by more than 1 %. */
static int busy(void)
{
    int wrong = 0;

    for (unsigned seed = 1; seed <= 2000; seed++) {
        uint64_t first;
        double start;

        srand(seed);
        hz = 2.4e9;
        now = 0.05;
        pit = (typeof(pit)){0};
        hiccups = 20;
        clock_pit_start();
        hiccups = 0; /* the readings that count take no time */
        first = clock_pit_ns();
        start = now;
        hiccups = 20;
        while (now - start < 1) {
            now += 0.02;
            clock_pit_ns();
        }
        hiccups = 0;
        wrong += clock_pit_ns() - first > (now - start) * 1.01e9 ||
                 clock_pit_ns() - first < (now - start) * 0.99e9;
    }
    return wrong;
}

int main(void)
{
    static const double frequencies[] = {0.62e9, 1e9, 2.1e9, 3.4e9, 5.7e9};

    present = true;
    for (unsigned seed = 1; seed <= 40; seed++)
        for (unsigned i = 0; i < 5; i++) {
            hiccups = 0;
            run(frequencies[i], seed, 0.001);
            run(frequencies[i], seed, 1);
            run(frequencies[i], seed, 300);
        }
    printf("%d steps back\n%d bounds broken\n", back, broken);
    printf("%d of 2000 first seconds wrong\n", busy());
    /* long after, the rate is right to 1 ppm, in spite of a busy host */
    for (unsigned seed = 1; seed <= 20; seed++) {
        double rate;

        hiccups = 200;
        broken = 0;
        srand(seed);
        hz = 2.4e9;
        now = 1;
        pit = (typeof(pit)){0};
        clock_pit_start();
        for (int i = 0; i < 3000; i++) {
            now += 0.03;
            clock_pit_ns();
        }
        rate = (double)pit.rate / (1ull << RATE_FRACTION) * hz / 1e9;
        if (rate < 1 - 5e-6 || rate > 1 + 5e-6)
            printf("rate is off: %.9f\n", rate);
    }
    puts("rates exact");
    present = false;
    pit = (typeof(pit)){0};
    puts(clock_pit_start() ? "NOT FOUND OUT" : "absent PIT found out");
    return 0;
}
