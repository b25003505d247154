/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Texts of mentions.def in a program. */
#ifndef UNISPEC_MENTIONS_H
#define UNISPEC_MENTIONS_H

#include "link.h"
#include "unispec/analysis.h"

#include <llvm-c/Core.h>

/* Adds the symbol of each text that a constant of the module has in it. */
void mentions_symbols(LLVMModuleRef m, struct strings *symbols);

/* Adds the symbols of all texts, whatever the program has. */
void mentions_all(struct strings *symbols);

/* Lists in the audit what the kernel leaves out for want of a text. */
void mentions_assume(struct link *l, const struct analysis *a, LLVMModuleRef m);

#endif
