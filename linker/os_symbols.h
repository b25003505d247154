/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The names of the system's side: see os_symbols.c and unispec/os_symbol.h. */
#ifndef OS_SYMBOLS_H
#define OS_SYMBOLS_H

#include "link.h"

#include <llvm-c/Core.h>

/* Takes the prefix off in the module M, where the short name is free. KEPT gets
 * the short names of what is not M's alone. */
void os_symbols_shorten(LLVMModuleRef m, struct strings *kept);

/* Gives these their prefix again, which the rest of the link knows them by. */
void os_symbols_restore(LLVMModuleRef m, const struct strings *kept);

/* NAME, which may have the prefix, as M calls it between the two; a part of
 * NAME. */
const char *os_symbol_in(LLVMModuleRef m, const char *name);

/* NAME without the prefix. */
const char *os_symbol_plain(const char *name);

#endif
