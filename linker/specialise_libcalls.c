/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Which library functions the optimiser may know.
 *
 * LLVM turns printf into puts and loops into strlen. A call that comes into
 * being after the analysis must find its function in the image, and must not
 * have been taken into account when the function's arguments were narrowed. So
 * a library function stays known only when its arguments are open to anything
 * (memcpy, malloc), or when it calls nothing but others of its kind (strlen,
 * strcmp): such a one is left unspecialised. All others are "no-builtin".
 */
#include "specialise.h"

#include "llvm_shim.h"

#include <stb/stb_ds.h>
#include <stdlib.h>

struct library {
    struct {
        LLVMValueRef key;
        bool value;
    } *leaves; /* whether the function calls only leaves */
};

static bool is_leaf(struct library *l, struct analysis *a, LLVMValueRef f);

static bool calls_leaf(struct library *l, struct analysis *a, LLVMValueRef i)
{
    if (LLVMIsAInvokeInst(i) || LLVMIsACallBrInst(i))
        return false;
    if (!LLVMIsACallInst(i))
        return true;
    LLVMValueRef f = LLVMGetCalledValue(i);
    while (LLVMIsAGlobalAlias(f))
        f = LLVMAliasGetAliasee(f);
    return LLVMIsAFunction(f) &&
           (LLVMGetIntrinsicID(f) || is_leaf(l, a, f));
}

static bool is_leaf(struct library *l, struct analysis *a, LLVMValueRef f)
{
    ptrdiff_t at = hmgeti(l->leaves, f);
    if (at >= 0)
        return l->leaves[at].value;
    hmput(l->leaves, f, false); /* recursion is none */
    if (LLVMIsDeclaration(f) || !analysis_reached(a, f))
        return false;
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i))
            if (!calls_leaf(l, a, i))
                return false;
    hmput(l->leaves, f, true);
    return true;
}

static LLVMValueRef find_function(LLVMModuleRef m, const char *name)
{
    LLVMValueRef f = LLVMGetNamedFunction(m, name);
    if (!f)
        f = LLVMGetNamedGlobalAlias(m, name, strlen(name));
    while (f && LLVMIsAGlobalAlias(f))
        f = LLVMAliasGetAliasee(f);
    return f && LLVMIsAFunction(f) ? f : NULL;
}

/* Everything that a leaf calls stays as it is, too. */
static void keep_leaf(struct library_functions *kept, LLVMValueRef f)
{
    if (hmgeti(kept->functions, f) >= 0)
        return;
    hmput(kept->functions, f, true);
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i)) {
            LLVMValueRef g = LLVMIsACallInst(i) ? LLVMGetCalledValue(i) : NULL;
            while (g && LLVMIsAGlobalAlias(g))
                g = LLVMAliasGetAliasee(g);
            if (g && LLVMIsAFunction(g) && !LLVMGetIntrinsicID(g))
                keep_leaf(kept, g);
        }
}

struct library_functions library_functions(struct analysis *a, LLVMModuleRef m)
{
    struct library_functions kept = {0};
    struct library l = {0};
    const char *const *names, **forbidden = NULL;
    size_t count = unispec_library_functions(&names);
    for (size_t i = 0; i < count; i++) {
        LLVMValueRef f = find_function(m, names[i]);
        if (f && analysis_reached(a, f) && analysis_open(a, f))
            continue;
        if (f && is_leaf(&l, a, f))
            keep_leaf(&kept, f);
        else
            arrput(forbidden, names[i]);
    }
    unispec_forbid_builtins(m, forbidden, arrlenu(forbidden));
    arrfree(forbidden);
    hmfree(l.leaves);
    return kept;
}
