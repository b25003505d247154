/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef UNISPEC_AUDIT_USES_H
#define UNISPEC_AUDIT_USES_H

#include "unispec/analysis.h"

#include <jansson.h>

/*
 * Sets "callers" of ENTRY: what names F, and so would or might keep it:
 * [{"kind", "from", "file", "line", "reached"}]. The kind is "call", "store",
 * "address" (any other use in code) or "initialiser", which has the "offset"
 * of the slot in the variable as well. Each kind once per place it comes from;
 * "callers_omitted" counts those that are too many.
 */
void audit_add_uses(json_t *entry, const struct analysis *a, LLVMValueRef f);

/*
 * Sets "edges" of AUDIT: what reached code and reached variables name, and so
 * may keep: [{"from", "to", "kind", "file", "line"}], kinds as above, once per
 * pair and kind. Calls through pointers are in "icalls", roots and what stands
 * behind an alias in "parent".
 */
void audit_add_edges(json_t *audit, const struct analysis *a, LLVMModuleRef m);

/*
 * How many slots of M lose their function: addresses of unreached functions in
 * initialisers of reached variables, and those that stores in reached code
 * write.
 */
size_t count_removed_slots(const struct analysis *a, LLVMModuleRef m);

#endif
