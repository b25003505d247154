/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The audit of one link: JSON, schema "unispec-audit/1". Internal to the LTO
 * phase; the image phase adds addresses and sizes by audit_add_symbol().
 */
#ifndef UNISPEC_AUDIT_H
#define UNISPEC_AUDIT_H

#include "link.h"
#include "unispec/analysis.h"

/*
 * Fills l->audit from A. Has to run before the module is specialised.
 */
void audit_collect(struct link *l, struct analysis *a, LLVMModuleRef m);

/* Sets "file" (or null) and "line". */
void audit_set_location(json_t *to, struct location at);

/*
 * Adds to AUDIT's "assumptions". SITE, an instruction, a function or NULL, is
 * where it is made.
 */
void audit_add_assumption(json_t *audit, const char *id, const char *text,
                          LLVMValueRef site);

/* The chain from a root to GLOBAL, root first; a new reference. */
json_t *audit_chain(struct analysis *a, LLVMValueRef global);

/* Prints CHAIN as ">>> " lines below a message. */
void audit_print_chain(struct link *l, json_t *chain);

/* How FRAME, or an entry of "callers", is linked: "call at FILE:LINE". The
 * caller frees it. */
char *audit_describe_frame(const json_t *frame);

#endif
