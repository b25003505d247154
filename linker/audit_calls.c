/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The calls through pointers: what each can reach, by which field it gets its
 * pointer, and why the analysis does not know what it calls, where it does not.
 */
#include "audit_calls.h"

#include "audit.h"

#include <string.h>

json_t *audit_call_fact(LLVMValueRef call, const char *fact)
{
    LLVMAttributeRef attribute = LLVMGetCallSiteStringAttribute(
        call, LLVMAttributeFunctionIndex, fact, (unsigned)strlen(fact));
    unsigned length;
    if (!attribute)
        return json_null();
    const char *text = LLVMGetStringAttributeValue(attribute, &length);
    return json_stringn(text, length);
}

/* ---- why a call is not resolved */

unsigned audit_parameter_number(LLVMValueRef p)
{
    unsigned n = 0;
    while ((p = LLVMGetPreviousParam(p)))
        n++;
    return n;
}

/* What else may be called, and what the pointer is. */
static json_t *why_unresolved(struct analysis *a, LLVMValueRef call)
{
    if (!analysis_calls_world(a, call))
        return json_string("constructors and destructors of native objects");
    LLVMValueRef v = LLVMGetCalledValue(call);
    while (LLVMIsACastInst(v) && !LLVMIsAIntToPtrInst(v))
        v = LLVMGetOperand(v, 0);
    if (LLVMIsAArgument(v)) {
        LLVMValueRef f = LLVMGetParamParent(v);
        size_t length;
        return json_sprintf(
            "any function whose address has escaped: the pointer is argument "
            "%u of '%s'%s",
            audit_parameter_number(v), LLVMGetValueName2(f, &length),
            analysis_open(a, f) ? ", which unknown code may call" : "");
    }
    return json_sprintf(
        "any function whose address has escaped: the pointer %s",
        LLVMIsALoadInst(v)       ? "is loaded from memory that is not known"
        : LLVMIsAIntToPtrInst(v) ? "is made from a number"
                                 : "comes from one that is not known");
}

/* ---- the list */

static json_t *targets_of(struct analysis *a, LLVMValueRef call, bool *resolved)
{
    const LLVMValueRef *targets;
    size_t n = analysis_call_targets(a, call, &targets, resolved), length;
    json_t *names = json_array();
    for (size_t i = 0; i < n; i++) {
        const char *name = LLVMGetValueName2(targets[i], &length);
        json_array_append_new(names, json_stringn(name, length));
    }
    return names;
}

static void add_call(json_t *audit, struct analysis *a, LLVMValueRef call)
{
    LLVMValueRef f = LLVMGetBasicBlockParent(LLVMGetInstructionParent(call));
    size_t length;
    const char *name = LLVMGetValueName2(f, &length);
    bool resolved;
    json_t *targets = targets_of(a, call, &resolved);
    json_t *entry =
        json_pack("{s:s%, s:o, s:b, s:o, s:o}", "function", name, length,
                  "targets", targets, "resolved", resolved, "type",
                  audit_call_fact(call, "unispec-icall-type"), "field",
                  audit_call_fact(call, "unispec-icall-field"));
    audit_set_location(entry, location_of_instruction(call));
    json_array_append_new(json_object_get(audit, "icalls"), entry);
    if (resolved)
        return;
    json_t *reason = why_unresolved(a, call);
    audit_add_assumption(audit, "unresolved-call", json_string_value(reason),
                         call);
    json_object_set_new(entry, "reason", reason);
}

void audit_add_calls(json_t *audit, struct analysis *a)
{
    const LLVMValueRef *calls;
    size_t n = analysis_indirect_calls(a, &calls);
    for (size_t i = 0; i < n; i++)
        add_call(audit, a, calls[i]);
}
