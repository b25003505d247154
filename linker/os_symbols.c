/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * During the LTO phase the system's functions and variables have the names that
 * their source gives them, so that analysis, reports and the image's symbols
 * show those. Only where the program has something of the same name does the
 * prefix stay, and the reports tell the two apart by it. Symbols that assembly
 * refers to get their prefix back before code generation.
 */
#include "os_symbols.h"

#include <unispec/os_symbol.h>

#include <stdlib.h>
#include <string.h>

static const char prefix[] = UNISPEC_OS_PREFIX;
enum { PREFIX_LENGTH = sizeof prefix - 1 };

static LLVMValueRef find(LLVMModuleRef m, const char *name)
{
    LLVMValueRef v = LLVMGetNamedFunction(m, name);
    if (!v)
        v = LLVMGetNamedGlobal(m, name);
    return v ? v : LLVMGetNamedGlobalAlias(m, name, strlen(name));
}

const char *os_symbol_plain(const char *name)
{
    return str_starts(name, prefix) && name[PREFIX_LENGTH]
               ? name + PREFIX_LENGTH
               : name;
}

const char *os_symbol_in(LLVMModuleRef m, const char *name)
{
    const char *plain = os_symbol_plain(name);
    return plain != name && !find(m, name) ? plain : name;
}

static void shorten(LLVMModuleRef m, LLVMValueRef v, struct strings *kept)
{
    size_t length;
    const char *name = LLVMGetValueName2(v, &length);
    const char *plain = os_symbol_plain(name);
    LLVMLinkage linkage = LLVMGetLinkage(v);

    if (plain == name || find(m, plain))
        return;
    char *copy = must_strdup(plain);
    if (linkage != LLVMInternalLinkage && linkage != LLVMPrivateLinkage)
        strings_add(kept, copy);
    LLVMSetValueName2(v, copy, strlen(copy));
    free(copy);
}

/* The names in unispec::root_when of F, which the plugin wrote in full. */
static void shorten_conditions(LLVMModuleRef m, LLVMValueRef f)
{
    static const char fact[] = "unispec-root-when";
    LLVMAttributeRef old = LLVMGetStringAttributeAtIndex(
        f, LLVMAttributeFunctionIndex, fact, sizeof fact - 1);
    unsigned length;

    if (!old)
        return;
    const char *text = LLVMGetStringAttributeValue(old, &length);
    char *copy = must_strndup(text, length), *rest = copy, *name;
    char *all = must_strdup("");
    while ((name = strsep(&rest, ","))) {
        char *more =
            must_format("%s%s%s", all, *all ? "," : "", os_symbol_in(m, name));
        free(all);
        all = more;
    }
    LLVMAddAttributeAtIndex(
        f, LLVMAttributeFunctionIndex,
        LLVMCreateStringAttribute(LLVMGetModuleContext(m), fact,
                                  sizeof fact - 1, all, (unsigned)strlen(all)));
    free(copy);
    free(all);
}

void os_symbols_shorten(LLVMModuleRef m, struct strings *kept)
{
    LLVMValueRef v;

    for (v = LLVMGetFirstFunction(m); v; v = LLVMGetNextFunction(v))
        shorten(m, v, kept);
    for (v = LLVMGetFirstGlobal(m); v; v = LLVMGetNextGlobal(v))
        shorten(m, v, kept);
    for (v = LLVMGetFirstGlobalAlias(m); v; v = LLVMGetNextGlobalAlias(v))
        shorten(m, v, kept);
    for (v = LLVMGetFirstFunction(m); v; v = LLVMGetNextFunction(v))
        shorten_conditions(m, v);
}

void os_symbols_restore(LLVMModuleRef m, const struct strings *kept)
{
    for (size_t i = 0; i < kept->count; i++) {
        LLVMValueRef v = find(m, kept->items[i]);
        if (!v)
            continue;
        char *name = must_format("%s%s", prefix, kept->items[i]);
        LLVMSetValueName2(v, name, strlen(name));
        free(name);
    }
}
