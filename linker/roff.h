/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What every manual page has in common, in the macros of man(7).
 */
#ifndef UNISPEC_ROFF_H
#define UNISPEC_ROFF_H

#include <stdio.h>

/* TEXT as roff takes it: dashes, backslashes and dots at line starts. */
void roff_text(FILE *out, const char *text);
/* The head of the page NAME(1) and its sections NAME and SYNOPSIS. */
void roff_head(FILE *out, const char *name, const char *summary,
               const char *usage);

#endif
