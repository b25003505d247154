/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One link is a child process under a supervisor: ld_process.c.
 */
#ifndef UNISPEC_LD_PROCESS_H
#define UNISPEC_LD_PROCESS_H

#include "link.h"

/*
 * Runs WORK(ARGUMENT), which writes l->temporary, in a child process, and
 * gives its result as the exit status. Whatever ends the child or this process
 * early, the temporary file is removed.
 */
int process_supervise(struct link *l, int (*work)(void *), void *argument);

/* Says what the child is doing, for the report of a crash. */
void phase_enter(const char *phase);

/* ld_output.c: chooses l->temporary beside the output; false: reported. */
bool output_prepare(struct link *l);
/* Renames the temporary to the output; false: reported. */
bool output_commit(struct link *l);
/* Safe in a signal handler. */
void output_discard(void);

#endif
