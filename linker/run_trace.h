/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec run --trace: takes what the recorder of a trace image writes to the
 * control port (kernel/core/trace.c), gives the numbers their names from the
 * image's audit (key "trace", linker/trace.h), and writes JSON, one object a
 * line:
 *     {"trace": "unispec-trace/1", "image", "complete": true}
 *     {"kind": "function", "function"}            it was entered
 *     {"kind": "block"|"edge", "id", "function", "line"}    it was executed
 *     {"kind": "call", "id", "function", "file", "line", "target"}
 *     {"kind": "syscall", "name", "number", "arguments": {"0": [values]},
 *      "more": ["1"]}        more values of these arguments than are listed
 */
#ifndef UNISPEC_RUN_TRACE_H
#define UNISPEC_RUN_TRACE_H

#include "image_read.h"

struct trace_log;

/*
 * Reads IMAGE's table and opens the file PATH for writing. Reports and
 * returns NULL if one of them cannot be used.
 */
struct trace_log *trace_open(const struct tool *tool, const struct image *image,
                             const char *path);

/* Takes one line of the control port, less its first word "trace". */
void trace_take_line(struct trace_log *log, char *line);

/*
 * Writes the file and frees LOG (NULL: nothing to do). Reports and returns
 * false if the guest's record is missing or the file cannot be written.
 */
bool trace_close(const struct tool *tool, const struct image *image,
                 struct trace_log *log);

#endif
