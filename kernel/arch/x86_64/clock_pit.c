/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A TSC of unknown frequency, measured against channel 0 of the PIT (Intel
 * 8254 data sheet), a 16-bit counter at 1.193182 MHz that runs beside the
 * program, so that the program's own run time is the measurement. There is no
 * calibration at boot and, as a rule, no busy wait:
 *
 * - The first reading sets the counter going and notes the TSC: the origin.
 * - Until 1000 PIT ticks (0.84 ms) have passed every reading asks the PIT:
 *   resolution 0.84 us.
 * - From then on the TSC is converted with the mean rate since the origin. The
 *   rate is measured anew each time the distance from the origin has doubled,
 *   until a minute; the counter's wraps are known from the rate so far.
 * - Where nobody asked for so long that the wraps are in doubt (11 ms at 3 GHz
 *   before the first rate, else 8192 times the distance of the last one) the
 *   rate is first measured afresh over 0.84 ms or 1/8192 of the distance,
 *   whichever is longer. This is the only wait.
 *
 * Error of a duration after a measurement over the distance D: at most 2 PIT
 * ticks / D, so 0.2 % right after the first, 20 ppm after 84 ms, 0.1 ppm after
 * 17 s. Each new measurement also sets the clock to the PIT's count, unless
 * that would turn it back. The TSC must run at 611 MHz or more. With
 * interrupts disabled nobody else uses channel 0.
 */
#include "clock.h"
#include "clock_rate.h"
#include "x86.h"

#define PIT_DATA 0x40
#define PIT_COMMAND 0x43
#define PIT_CHANNEL0_MODE2 0x34 /* low then high byte, rate generator */
#define PIT_CHANNEL0_LATCH 0x00
#define PIT_CHANNEL0_STATUS 0xe2
#define PIT_STATUS_MODE 0x3f

#define MEASURE_TICKS 1000
#define LAST_MEASURE_TICKS (1ull << 26)
#define UNWRAPPED_TSC (1ull << 25) /* less than one turn of the counter */
#define WRAP_DOUBT_SHIFT 13        /* 2 ticks / 1000 * 8192 < 32768 / 2 */
#define SAMPLE_TSC_MAX (1ull << 16)
#define SLOW_TRIES 8

static struct {
    uint64_t tsc, ns;       /* of the origin; the counter was 0 */
    uint64_t rate;          /* 0: not yet measured */
    uint64_t rate_distance; /* TSC ticks over which it was measured */
    uint64_t next;          /* distance of the next measurement */
    uint64_t base_tsc, base_ns, last_ns;
} pit;

static uint16_t pit_count(void)
{
    unsigned low, high;

    io_out8(PIT_COMMAND, PIT_CHANNEL0_LATCH);
    low = io_in8(PIT_DATA);
    high = io_in8(PIT_DATA);
    return (uint16_t)-(low | high << 8);
}

/*
 * Counter and TSC of one moment. A processor that is taken away between the
 * two readings spoils the pair, so a slow pair is read again.
 */
static uint16_t pit_sample(uint64_t *tsc)
{
    uint16_t count;
    unsigned tries = SLOW_TRIES;

    do {
        *tsc = tsc_read();
        count = pit_count();
    } while (tsc_read() - *tsc > SAMPLE_TSC_MAX && --tries);
    return count;
}

/* Sets the counter going, again where it ran unseen for a while. */
static void pit_load(void)
{
    unsigned tries = SLOW_TRIES;
    uint64_t start;

    do {
        io_out8(PIT_COMMAND, PIT_CHANNEL0_MODE2);
        io_out8(PIT_DATA, 0);
        start = tsc_read();
        io_out8(PIT_DATA, 0);
        pit.tsc = tsc_read();
    } while (pit.tsc - start > SAMPLE_TSC_MAX && --tries);
}

bool clock_pit_start(void)
{
    pit_load();
    pit.ns = pit.tsc / 2; /* since reset; rough, the rate is not known */
    io_out8(PIT_COMMAND, PIT_CHANNEL0_STATUS);
    return (io_in8(PIT_DATA) & PIT_STATUS_MODE) == PIT_CHANNEL0_MODE2;
}

/* Measures the rate over at least `distance`, here and now. */
static void pit_measure_now(uint64_t distance)
{
    uint64_t start, before, tsc;
    uint16_t last = pit_sample(&start);
    uint64_t ticks = 0;

    before = start;
    do {
        uint16_t count = pit_sample(&tsc);

        if (tsc - before >= UNWRAPPED_TSC) { /* paused: a turn may be lost */
            start = tsc;
            ticks = 0;
        } else {
            ticks += (uint16_t)(count - last);
        }
        last = count;
        before = tsc;
    } while (ticks < MEASURE_TICKS || tsc - start < distance);
    pit.rate_distance = tsc - start;
    pit.rate = rate_make(pit_ticks_to_ns(ticks), pit.rate_distance);
}

/*
 * A sample whose wraps are known, where need be by a rate that is measured for
 * it: over a little more than has to be, as time passes until it is used.
 */
static uint16_t pit_sample_known(uint64_t *tsc)
{
    for (;;) {
        uint16_t count = pit_sample(tsc);
        uint64_t distance = *tsc - pit.tsc;

        if (distance < (pit.rate ? pit.rate_distance << WRAP_DOUBT_SHIFT
                                 : UNWRAPPED_TSC))
            return count;
        pit_measure_now((distance + distance / 8) >> WRAP_DOUBT_SHIFT);
    }
}

/* Sets the clock to the PIT, and its rate to the mean since the origin. */
static void pit_measure(void)
{
    uint64_t tsc, distance, ticks, ns;
    uint16_t count = pit_sample_known(&tsc);

    distance = tsc - pit.tsc;
    ticks = count;
    if (pit.rate) {
        uint64_t estimate = pit_ticks_from_ns(rate_apply(pit.rate, distance));

        ticks = pit_ticks_unwrap(estimate, count);
    }
    ns = pit.ns + pit_ticks_to_ns(ticks);
    pit.base_tsc = tsc;
    pit.base_ns = ns > pit.last_ns ? ns : pit.last_ns;
    if (ticks >= MEASURE_TICKS) {
        pit.rate = rate_make(pit_ticks_to_ns(ticks), distance);
        pit.rate_distance = distance;
        pit.next = ticks < LAST_MEASURE_TICKS ? 2 * distance : UINT64_MAX;
    }
}

uint64_t clock_pit_ns(void)
{
    uint64_t tsc = tsc_read();

    if (tsc - pit.tsc >= pit.next) {
        pit_measure();
        tsc = pit.base_tsc;
    }
    pit.last_ns = pit.base_ns + rate_apply(pit.rate, tsc - pit.base_tsc);
    return pit.last_ns;
}
