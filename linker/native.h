/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Which native code is part of the link, and what it refers to. Filled while
 * LLD reads its inputs, used by the LTO callback (ld_hook.c).
 */
#ifndef UNISPEC_NATIVE_H
#define UNISPEC_NATIVE_H

#include "link.h"

/*
 * Takes one line that LLD wrote to stdout. Returns true if it is a line of
 * --trace: "file" or "archive(member)". INPUTS: every file given to LLD.
 */
bool native_trace_line(struct link *l, const struct strings *inputs,
                       const char *line);

/*
 * Reads the files and members traced so far; fills l->native_objects and
 * l->native_refs. Returns -1 after errors.
 */
int native_collect(struct link *l);

/*
 * Adds to l->native_refs every symbol of the merged module M that LLD kept
 * visible and that nothing known explains: the safety net under the above.
 */
void native_add_preserved(struct link *l, LLVMModuleRef m);

#endif
