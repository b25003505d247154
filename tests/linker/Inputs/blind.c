/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Makes the analysis wrong on demand, to see what becomes of it: linked into
 * a second ld.unispec in front of the answers of the analysis (--wrap). The
 * environment variable UNISPEC_BLIND is KIND:FUNCTION,
 *     function   it is not reached
 *     edge       no conditional branch in it is ever false
 *     value      its parameters are 12345
 *     call       indirect calls in it have no target
 * The analysis itself runs as ever, and its check is left out. With
 * UNISPEC_DROP_RULE=NAME the analysis lacks that rule, and is checked.
 */

#include "unispec/analysis.h"
#include "unispec/check.h"

#include <stdlib.h>
#include <string.h>

struct analysis *__real_analysis_run(LLVMModuleRef,
                                     const struct analysis_request *);
bool __real_analysis_reached(const struct analysis *, LLVMValueRef);
struct reason __real_analysis_reason(const struct analysis *, LLVMValueRef);
bool __real_analysis_block_reached(const struct analysis *, LLVMBasicBlockRef);
bool __real_analysis_edge_feasible(const struct analysis *, LLVMBasicBlockRef,
                                   LLVMBasicBlockRef);
struct vset __real_analysis_values(const struct analysis *, LLVMValueRef);
size_t __real_analysis_call_targets(const struct analysis *, LLVMValueRef,
                                    const LLVMValueRef **, bool *);

struct check_result __real_check_analysis(const struct analysis *,
                                          const struct analysis_request *);

static bool finished; /* before, the analysis asks itself */

static bool is_blind(const char *kind, LLVMValueRef function)
{
    const char *text = getenv("UNISPEC_BLIND");
    size_t n = strlen(kind), length;
    return finished && text && !strncmp(text, kind, n) && text[n] == ':' &&
           !strcmp(text + n + 1, LLVMGetValueName2(function, &length));
}

struct analysis *__wrap_analysis_run(LLVMModuleRef m,
                                     const struct analysis_request *request)
{
    struct analysis_request changed = *request;
    changed.dropped_rule = getenv("UNISPEC_DROP_RULE");
    struct analysis *a = __real_analysis_run(m, &changed);
    finished = true;
    return a;
}

struct check_result __wrap_check_analysis(const struct analysis *a,
                                          const struct analysis_request *r)
{
    if (getenv("UNISPEC_BLIND"))
        return (struct check_result){0};
    return __real_check_analysis(a, r);
}

bool __wrap_analysis_reached(const struct analysis *a, LLVMValueRef global)
{
    return !is_blind("function", global) && __real_analysis_reached(a, global);
}

struct reason __wrap_analysis_reason(const struct analysis *a,
                                     LLVMValueRef global)
{
    if (is_blind("function", global))
        return (struct reason){0};
    return __real_analysis_reason(a, global);
}

bool __wrap_analysis_block_reached(const struct analysis *a,
                                   LLVMBasicBlockRef b)
{
    return !is_blind("function", LLVMGetBasicBlockParent(b)) &&
           __real_analysis_block_reached(a, b);
}

bool __wrap_analysis_edge_feasible(const struct analysis *a,
                                   LLVMBasicBlockRef from, LLVMBasicBlockRef to)
{
    LLVMValueRef t = LLVMGetBasicBlockTerminator(from);
    if (is_blind("edge", LLVMGetBasicBlockParent(from)) &&
        LLVMIsABranchInst(t) && LLVMIsConditional(t) &&
        LLVMGetSuccessor(t, 1) == to)
        return false;
    return __real_analysis_edge_feasible(a, from, to);
}

struct vset __wrap_analysis_values(const struct analysis *a, LLVMValueRef value)
{
    static uint64_t items[] = {12345};
    if (LLVMIsAArgument(value) && is_blind("value", LLVMGetParamParent(value)))
        return (struct vset){.items = items, .count = 1};
    return __real_analysis_values(a, value);
}

size_t __wrap_analysis_call_targets(const struct analysis *a, LLVMValueRef call,
                                    const LLVMValueRef **out, bool *resolved)
{
    LLVMBasicBlockRef b = LLVMGetInstructionParent(call);
    if (!is_blind("call", LLVMGetBasicBlockParent(b)))
        return __real_analysis_call_targets(a, call, out, resolved);
    *out = NULL;
    *resolved = true;
    return 0;
}
