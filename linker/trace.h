/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The trace build, ld.unispec --trace: nothing is specialised but the calls of
 * __unispec_reached; the image records what it runs, so that the analysis can
 * be held against it (tests/trace_check.py). Internal to the LTO phase.
 */
#ifndef UNISPEC_TRACE_H
#define UNISPEC_TRACE_H

#include "link.h"
#include "unispec/analysis.h"
#include "unispec/os_symbol.h"

/* The recorder, kernel/core/trace.c: what the analysis takes as roots. */
#define TRACE_RECORD_NAME UNISPEC_OS_PREFIX "trace_record"
#define TRACE_VALUE_NAME UNISPEC_OS_PREFIX "trace_value"
#define TRACE_DUMP_NAME UNISPEC_OS_PREFIX "trace_dump"
/* Every end goes through it. */
#define TRACE_EXIT_NAME UNISPEC_OS_PREFIX "arch_exit"
#define TRACE_CALL_BEGIN_NAME UNISPEC_OS_PREFIX "trace_call_begin"
#define TRACE_CALL_END_NAME UNISPEC_OS_PREFIX "trace_call_end"
#define TRACE_NAMES                                                            \
    TRACE_RECORD_NAME, TRACE_VALUE_NAME, TRACE_DUMP_NAME,                      \
        TRACE_CALL_BEGIN_NAME, TRACE_CALL_END_NAME

enum {
    TRACE_ENTRY = 1,   /* the block is the function's first */
    TRACE_EDGE = 2,    /* not a block but an edge between two */
    TRACE_REACHED = 4, /* the analysis says that it may be executed */
};

/*
 * Adds the recording to M, and to L's audit the key "trace", which says what
 * each recorded thing is and what A says of it. Reports errors.
 *
 *   "functions": [name]
 *   "points": [[function, line, flags]]   what the image has a byte for, by
 *             index; function is an index, TRACE_* are the flags
 *   "calls": [{"function", "file", "line", "reached", "resolved",
 *             "targets"}]   the indirect calls; their indices are keys
 *   "syscalls": [{"name", "number", "function", "parameters": {"0": key}}]
 *   "keys": how many keys there are
 */
void trace_instrument(struct link *l, struct analysis *a, LLVMModuleRef m);

/* trace_calls.c: has F tell of the system calls that it makes. */
void trace_tell_calls(LLVMBuilderRef builder, LLVMValueRef f);

#endif
