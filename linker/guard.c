/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The guard build: as specialise.c, with a trap for each thing that it would
 * remove. As long as the analysis is right, the image does what the normal one
 * does; where it is wrong, it stops and says so, instead of doing something
 * else.
 *
 *   unreached function            its body is a trap
 *   infeasible edge               leads to a trap (specialise_blocks.c)
 *   unreached block               gone, or a trap where its address is known
 *   value with known constants    checked behind its definition
 *   indirect call, known targets  its target is checked before it
 *
 * Not covered: what native code does without the help of any of these, and
 * variables that are left out because only code that is a trap now uses them.
 */
#include "guard.h"

#include "instrument.h"
#include "llvm_shim.h"
#include "specialise.h"

#include <stb/stb_ds.h>

/* A reached alias keeps its function; an unreached one is a trap of its own. */
static void guard_alias(struct analysis *a, LLVMModuleRef m, LLVMValueRef alias,
                        struct trap_table *t)
{
    LLVMValueRef f = LLVMAliasGetAliasee(alias);
    size_t length;
    const char *name = LLVMGetValueName2(alias, &length);
    if (analysis_reached(a, alias) || !LLVMIsAFunction(f))
        return;
    LLVMValueRef stub = LLVMAddFunction(m, "", LLVMGlobalGetValueType(f));
    LLVMReplaceAllUsesWith(alias, stub);
    LLVMSetLinkage(stub, LLVMGetLinkage(alias));
    char copy[length + 1];
    for (size_t i = 0; i <= length; i++)
        copy[i] = name[i];
    unispec_alias_erase(alias);
    LLVMSetValueName2(stub, copy, length);
    trap_body(t, TRAP_FUNCTION, stub);
}

static void guard_function(struct analysis *a, LLVMValueRef f,
                           struct trap_table *t)
{
    if (!analysis_reached(a, f)) {
        trap_body(t, TRAP_FUNCTION, f);
        return;
    }
    forget_promises(f);
    guard_values(a, f, t);
    specialise_blocks(a, f, t);
}

void guard(struct analysis *a, LLVMModuleRef m, struct trap_table *t)
{
    LLVMValueRef last = LLVMGetLastFunction(m); /* guard_values() adds one */
    LLVMValueRef f = LLVMGetFirstFunction(m), next;
    struct library_functions kept = library_functions(a, m);
    for (; f; f = f == last ? NULL : LLVMGetNextFunction(f))
        if (!LLVMIsDeclaration(f) && hmgeti(kept.functions, f) < 0)
            guard_function(a, f, t);
    hmfree(kept.functions);
    fold_queries(a, m);
    for (LLVMValueRef s = LLVMGetFirstGlobalAlias(m); s; s = next) {
        next = LLVMGetNextGlobalAlias(s);
        guard_alias(a, m, s, t);
    }
}
