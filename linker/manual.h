/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Manual pages and completion out of the tables that make --help, so that
 * the three never differ. The build calls the programs for them with
 * --print-manual and --print-completion (manual.cmake).
 */
#ifndef UNISPEC_MANUAL_H
#define UNISPEC_MANUAL_H

#include "command.h"
#include "roff.h"

/* unispec(1) */
void manual_print_main(FILE *out, const struct command *const *commands,
                       size_t count);
/* unispec-COMMAND(1) */
void manual_print_command(FILE *out, const struct command *command);
/* A script for bash. */
void completion_print(FILE *out, const struct command *const *commands,
                      size_t count);

#endif
