/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef UNISPEC_AUDIT_CALLS_H
#define UNISPEC_AUDIT_CALLS_H

#include "unispec/analysis.h"

#include <jansson.h>

/* The index of parameter P of its function. */
unsigned audit_parameter_number(LLVMValueRef p);

/* The plugin's fact about a call through a pointer, or null. */
json_t *audit_call_fact(LLVMValueRef call, const char *fact);

/*
 * Adds to AUDIT "icalls": [{"function", "file", "line", "type", "field",
 * "targets", "resolved"}], one for each reached call through a pointer, and
 * for each that is not resolved a "reason" and an assumption.
 */
void audit_add_calls(json_t *audit, struct analysis *a);

/* audit_formats.c: adds the calls that hand on the unknown format which the
 * call QUERY of __unispec_format sees. */
void audit_add_formats(json_t *audit, struct analysis *a, LLVMValueRef query,
                       const char *text);

#endif
