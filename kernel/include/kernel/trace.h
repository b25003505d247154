/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The recorder of a trace build (ld.unispec --trace), core/trace.c: what runs
 * is recorded, and told on the control channel at the end. The link step adds
 * the calls, knows these names, and links the recorder into such images only.
 */
#ifndef KERNEL_TRACE_H
#define KERNEL_TRACE_H

#include <stdint.h>

/* A value that was seen at a place; key is that place plus one, 0: free. */
struct trace_slot {
    uint64_t value;
    uint64_t key;
};

/* The link step fills it in: it knows how much there is to record. */
struct trace_record {
    uint8_t *points; /* one for each block and edge: not 0 when executed */
    uint8_t *counts; /* of different values, for each key */
    struct trace_slot *slots;
    uint64_t point_count, key_count;
    uint64_t slot_count; /* a power of two */
};
extern struct trace_record trace_record;

/* Records that VALUE was seen at the place KEY. */
void trace_value(uint32_t key, uint64_t value);

/*
 * core/trace_call.c: a system call begins or has returned RESULT. SIGNATURE
 * is its name, a colon, and a letter for each of ARGUMENTS.
 */
void trace_call_begin(const char *signature, const uint64_t *arguments);
void trace_call_end(const char *signature, const uint64_t *arguments,
                    uint64_t result);

/*
 * Writes the record to the control channel; once. The link step puts a call of
 * it at the start of arch_exit(), so that other images know nothing of it.
 */
void trace_dump(void);

#endif
