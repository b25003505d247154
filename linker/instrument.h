/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the builds that add code to the program share: guard and trace.
 */
#ifndef UNISPEC_INSTRUMENT_H
#define UNISPEC_INSTRUMENT_H

#include <llvm-c/Core.h>
#include <stdbool.h>

/*
 * A debug location for calls that are added to FUNCTION: that of NEAR, or line
 * 0 of the function; NULL where it has no debug information. Without one a
 * call of a function that has some is not valid.
 */
LLVMMetadataRef location_for_call(LLVMValueRef function, LLVMValueRef near);

/*
 * Removes from F, and from the calls in it, what has been promised of memory
 * effects and of returning: added code breaks such promises.
 */
void forget_promises(LLVMValueRef f);

/* Where code can be added at the start of B: behind PHIs and variables. */
LLVMValueRef first_place(LLVMBasicBlockRef b);

/* A call through a pointer; not of assembly, not of an alias. */
bool is_indirect_call(LLVMValueRef i);

bool has_attribute(LLVMValueRef f, const char *name);
void add_attribute(LLVMValueRef f, const char *name);

#endif
