/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Variables that optimised code never looks into. A table of operations whose
 * calls have all become direct ones is still named by the object that points to
 * it, and the object by calls that hand it on to functions which do not ask for
 * it: those cannot lose the parameter, since the table has their address.
 *
 * Vertices are internal variables, and parameters of internal functions; an
 * edge leads to a parameter that a value is handed on to, and to a variable
 * whose initialiser has the address. Read is what is used in any other way than
 * to hand it on, to compute an address inside of it, or to store there, and
 * whatever leads to something read. The initialiser of the others becomes zero;
 * LLVM's passes remove what then has no use.
 */
#include "instrument.h"
#include "specialise.h"

#include "llvm_shim.h"

#include <llvm-c/Transforms/PassBuilder.h>
#include <stb/stb_ds.h>
#include <string.h>

struct unread {
    struct {
        LLVMValueRef key;
        bool value;
    } *candidates;
};

static bool is_unread(const struct unread *u, LLVMValueRef v)
{
    struct unread *map = (struct unread *)u;

    return hmgeti(map->candidates, v) >= 0;
}

static bool is_local(LLVMValueRef v)
{
    LLVMLinkage linkage = LLVMGetLinkage(v);

    return !LLVMIsDeclaration(v) && (linkage == LLVMInternalLinkage ||
                                     linkage == LLVMPrivateLinkage);
}

/* Handed on as the argument of a direct call that lies in one register. */
static bool hands_on(const struct unread *u, LLVMValueRef call, unsigned k)
{
    LLVMValueRef f = LLVMGetCalledValue(call);

    return k < LLVMGetNumArgOperands(call) && LLVMIsAFunction(f) &&
           k < LLVMCountParams(f) && is_unread(u, LLVMGetParam(f, k));
}

static bool reads(const struct unread *u, LLVMValueRef v);

static bool reads_by(const struct unread *u, LLVMUseRef use)
{
    LLVMValueRef user = LLVMGetUser(use);
    unsigned k = unispec_use_number(use);

    if (LLVMIsAGlobalVariable(user))
        return !is_unread(u, user);
    if (LLVMIsAConstantStruct(user) || LLVMIsAConstantArray(user) ||
        LLVMIsAConstantExpr(user))
        return (LLVMIsAConstantExpr(user) &&
                LLVMGetConstOpcode(user) != LLVMGetElementPtr) ||
               reads(u, user);
    if (LLVMIsAGetElementPtrInst(user))
        return k || reads(u, user);
    if (LLVMIsAStoreInst(user))
        return k != 1 || LLVMGetVolatile(user);
    return !LLVMIsACallInst(user) || !hands_on(u, user, k);
}

static bool reads(const struct unread *u, LLVMValueRef v)
{
    for (LLVMUseRef use = LLVMGetFirstUse(v); use; use = LLVMGetNextUse(use))
        if (reads_by(u, use))
            return true;
    return false;
}

static bool has_param_attribute(LLVMValueRef f, unsigned k, const char *name)
{
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));

    return LLVMGetEnumAttributeAtIndex(f, k + 1, kind);
}

/* The call itself reads what is handed on by value. */
static bool by_value(LLVMValueRef f, unsigned k)
{
    return has_param_attribute(f, k, "byval") ||
           has_param_attribute(f, k, "inalloca") ||
           has_param_attribute(f, k, "preallocated");
}

static void add_params(struct unread *u, LLVMValueRef f)
{
    for (unsigned k = 0; k < LLVMCountParams(f); k++) {
        LLVMValueRef p = LLVMGetParam(f, k);
        if (LLVMGetTypeKind(LLVMTypeOf(p)) == LLVMPointerTypeKind &&
            !by_value(f, k))
            hmput(u->candidates, p, true);
    }
}

static void add_candidates(struct unread *u, LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        if (is_local(f) && !has_attribute(f, "naked"))
            add_params(u, f);
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g)) {
        const char *section = LLVMGetSection(g);
        if (is_local(g) && !LLVMIsThreadLocal(g) && !(section && *section))
            hmput(u->candidates, g, true);
    }
}

/* All are taken for unread until one is read. */
static void remove_read(struct unread *u)
{
    for (bool again = true; again;) {
        again = false;
        for (ptrdiff_t i = hmlen(u->candidates); i-- > 0;) {
            LLVMValueRef v = u->candidates[i].key;
            if (!reads(u, v))
                continue;
            hmdel(u->candidates, v); /* the last one takes its place */
            again = true;
        }
    }
}

bool specialise_unread(LLVMModuleRef m)
{
    struct unread u = {0};
    bool found = false;

    add_candidates(&u, m);
    remove_read(&u);
    for (ptrdiff_t i = 0; i < hmlen(u.candidates); i++) {
        LLVMValueRef g = u.candidates[i].key;
        if (!LLVMIsAGlobalVariable(g) || LLVMIsNull(LLVMGetInitializer(g)))
            continue;
        LLVMSetInitializer(g, LLVMConstNull(LLVMGlobalGetValueType(g)));
        found = true;
    }
    hmfree(u.candidates);
    return found;
}
