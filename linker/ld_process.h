/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One link is a child process under a supervisor: ld_process.c.
 */
#ifndef UNISPEC_LD_PROCESS_H
#define UNISPEC_LD_PROCESS_H

#include "link.h"

/*
 * Prepares the output and runs WORK(ARGUMENT), which writes l->temporary, in a
 * child process; its result is the exit status. Whatever ends the child or this
 * process early, the temporary file is removed. After a crash, or an error that
 * named no input, DIAGNOSE(ARGUMENT) looks for damaged inputs and reports them;
 * it returns whether there are any.
 */
int process_supervise(struct link *l, int (*work)(void *),
                      bool (*diagnose)(void *), void *argument);

/*
 * In that child: runs WORK(ARGUMENT) in one more process, which has memory as
 * it is now, beside what follows; its result is to be 0. process_join() waits
 * for it; false: it was not 0, or the process crashed, which is reported.
 * Where no process is to be had, WORK has run when process_beside() returns.
 */
void process_beside(int (*work)(void *), void *argument);
/* The same in this process, which a result that is not 0 ends: for what takes
 * less time than a process. */
void process_at_once(int (*work)(void *), void *argument);
bool process_join(struct link *l);

/* Says what the child is doing, for the report of a crash. */
void phase_enter(const char *phase);

/*
 * Takes the line of progress from the terminal before something else is
 * written there.
 */
void progress_clear(void);

/* The child has printed an error that does not tell which input is wrong. */
void process_note_unnamed_error(void);

/* ld_output.c: chooses l->temporary beside the output; false: reported. */
bool output_prepare(struct link *l);
/* Renames the temporary to the output; false: reported. */
bool output_commit(struct link *l);
/* Safe in a signal handler. */
void output_discard(void);

#endif
