/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec run --strace: a line on stderr for each system call of a trace
 * image, when it is done, in the manner of strace:
 *     openat(AT_FDCWD, "/none", 0x8000, 00) = -1 ENOENT (No such file or
 * directory) Calls of other threads than the first to make one begin with "[2]
 * " and so on. What has not returned in the end is told then, with "= ?".
 */
#ifndef UNISPEC_RUN_STRACE_H
#define UNISPEC_RUN_STRACE_H

#include "image_read.h"

struct strace;

/* Reports and returns NULL if IMAGE does not tell of its calls. */
struct strace *strace_open(const struct tool *tool, const struct image *image);
/* A line of the control port: its first word, "call" or "done", and the rest.
 */
void strace_take_line(struct strace *strace, const char *word, char *rest);
/* Tells what has not returned, and frees STRACE (NULL: nothing to do). */
void strace_close(struct strace *strace);

#endif
