/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The recorder of a trace build. Works from the first C instruction on and in
 * every context, because it uses nothing but static memory: a byte for each
 * block, which the code of the block sets, and one hash table for values (the
 * targets of indirect calls, the arguments of system calls). Of a place that
 * sees more than VALUES_MAX different values only the first ones are kept.
 *
 * trace_dump() writes lines of text, which `unispec run --trace` reads:
 *     trace points N BITS     BITS: points N, N+1, ... 4 to a digit, lowest bit
 *                             first; lines of zeros are left out
 *     trace value KEY 0xVALUE
 *     trace more KEY          there were more values than are listed
 *     trace end FULL          FULL is 1 when the table had no room for a value
 * Nothing in this file is recorded itself.
 */
#include <kernel/arch.h>
#include <kernel/panic.h>
#include <kernel/trace.h>
#include <stdbool.h>

#define UNTRACED __attribute__((no_sanitize("coverage")))
#define VALUES_MAX 64 /* also in linker/trace.h */
#define POINTS_PER_LINE 256

struct trace_record trace_record;
static bool full;
static uint64_t used;

UNTRACED static void add_value(struct trace_slot *slot, uint32_t key,
                               uint64_t value)
{
    if (trace_record.counts[key] >= VALUES_MAX) {
        trace_record.counts[key] = VALUES_MAX + 1;
    } else if (used >= trace_record.slot_count / 4 * 3) {
        full = true;
    } else {
        used++;
        trace_record.counts[key]++;
        slot->value = value;
        slot->key = key + 1ull;
    }
}

UNTRACED void trace_value(uint32_t key, uint64_t value)
{
    uint64_t mask = trace_record.slot_count - 1;
    uint64_t at = (value + key * 0x632be59bd9b4e019ull) * 0x9e3779b97f4a7c15ull;
    struct trace_slot *slot;

    for (at >>= 32;; at++) {
        slot = &trace_record.slots[at & mask];
        if (!slot->key)
            break;
        if (slot->key == key + 1ull && slot->value == value)
            return;
    }
    add_value(slot, key, value);
}

UNTRACED static void write_line(char *line, size_t n)
{
    line[n++] = '\n';
    arch_control_write(line, n);
}

UNTRACED static void dump_points(uint64_t first)
{
    static const char digits[] = "0123456789abcdef";
    char line[POINTS_PER_LINE / 4 + 32];
    size_t n = kformat(line, 32, "trace points %lu ", first);
    uint64_t last = first + POINTS_PER_LINE;
    bool any = false;

    if (last > trace_record.point_count)
        last = trace_record.point_count;
    for (uint64_t i = first; i < last; i += 4) {
        unsigned digit = 0;
        for (uint64_t k = i; k < i + 4 && k < last; k++)
            digit |= (trace_record.points[k] != 0) << (k - i);
        line[n++] = digits[digit];
        any |= digit != 0;
    }
    if (any)
        write_line(line, n);
}

UNTRACED static void dump_values(void)
{
    char line[80];

    for (uint64_t i = 0; i < trace_record.slot_count; i++) {
        const struct trace_slot *slot = &trace_record.slots[i];
        if (slot->key)
            write_line(line,
                       kformat(line, sizeof(line) - 1, "trace value %lu 0x%lx",
                               slot->key - 1, slot->value));
    }
    for (uint64_t key = 0; key < trace_record.key_count; key++)
        if (trace_record.counts[key] > VALUES_MAX)
            write_line(line,
                       kformat(line, sizeof(line) - 1, "trace more %lu", key));
}

UNTRACED void trace_dump(void)
{
    static bool done;
    char line[32];

    if (done)
        return;
    done = true;
    for (uint64_t i = 0; i < trace_record.point_count; i += POINTS_PER_LINE)
        dump_points(i);
    dump_values();
    write_line(line,
               kformat(line, sizeof(line) - 1, "trace end %u", full ? 1 : 0));
}
