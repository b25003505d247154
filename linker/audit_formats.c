/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Which calls hand a format to printf and its kin that is no constant. The
 * analysis names the place in the C library that sees an unknown format; this
 * follows the format back, through parameters, to the calls that make it up.
 * If there is none, the function of the C library stands for all: it is called
 * through pointers, or has more formats than the analysis tells apart.
 *
 * A format that is loaded counts as not constant, even if the analysis knows
 * what is loaded: the list may have more calls than are to blame, not fewer,
 * but for calls through pointers.
 */
#include "audit_calls.h"

#include "audit.h"

#include <stb/stb_ds.h>

struct format {
    LLVMValueRef value, site;
};

struct formats {
    json_t *audit;
    struct analysis *analysis;
    const char *text;
    bool found;
    struct {
        struct format key;
        bool value;
    } *seen;
};

static bool first_time(struct formats *s, LLVMValueRef v, LLVMValueRef site)
{
    struct format format = {v, LLVMIsAArgument(v) ? NULL : site};
    if (hmgeti(s->seen, format) >= 0)
        return false;
    hmput(s->seen, format, true);
    return true;
}

static void list_site(struct formats *s, LLVMValueRef site)
{
    s->found = true;
    audit_add_assumption(s->audit, "unknown-format", s->text, site);
}

static void follow(struct formats *s, LLVMValueRef v, LLVMValueRef site);

/* F or an alias of it. */
static void follow_callers(struct formats *s, LLVMValueRef f, unsigned k)
{
    for (LLVMUseRef u = LLVMGetFirstUse(f); u; u = LLVMGetNextUse(u)) {
        LLVMValueRef user = LLVMGetUser(u);
        if (LLVMIsAGlobalAlias(user))
            follow_callers(s, user, k);
        if (LLVMIsACallInst(user) && LLVMGetCalledValue(user) == f &&
            k < LLVMGetNumArgOperands(user) &&
            analysis_block_reached(s->analysis, LLVMGetInstructionParent(user)))
            follow(s, LLVMGetOperand(user, k), user);
    }
}

/* V is the format of the call SITE. A function that unknown code may call is a
 * site as well. */
static void follow(struct formats *s, LLVMValueRef v, LLVMValueRef site)
{
    if (LLVMIsAConstant(v) || !first_time(s, v, site))
        return;
    if (LLVMIsAArgument(v)) {
        LLVMValueRef f = LLVMGetParamParent(v);
        if (analysis_open(s->analysis, f))
            list_site(s, f);
        follow_callers(s, f, audit_parameter_number(v));
    } else if (LLVMIsAPHINode(v)) {
        for (unsigned i = 0; i < LLVMCountIncoming(v); i++)
            follow(s, LLVMGetIncomingValue(v, i), site);
    } else if (LLVMIsASelectInst(v)) {
        follow(s, LLVMGetOperand(v, 1), site);
        follow(s, LLVMGetOperand(v, 2), site);
    } else {
        list_site(s, site);
    }
}

void audit_add_formats(json_t *audit, struct analysis *a, LLVMValueRef query,
                       const char *text)
{
    struct formats s = {.audit = audit, .analysis = a, .text = text};
    follow(&s, LLVMGetOperand(query, 0), query);
    if (!s.found)
        list_site(&s, LLVMGetBasicBlockParent(LLVMGetInstructionParent(query)));
    hmfree(s.seen);
}
