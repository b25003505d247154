/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The use of a constant: every function in it has its address taken, every
 * global variable in it is reached together with its initialiser.
 *
 * Over-approximates: a variable counts as a whole, with all of its initialiser.
 */
#include "solver.h"

#include <ctype.h>
#include <string.h>

/* __start_X and __stop_X of a reached mention bring in section X. */
static void mention_section(struct analysis *a, LLVMValueRef g,
                            struct reason why)
{
    size_t length;
    const char *name = LLVMGetValueName2(g, &length);
    const char *section = NULL;
    if (!strncmp(name, "__start_", 8))
        section = name + 8;
    else if (!strncmp(name, "__stop_", 7))
        section = name + 7;
    if (!section)
        return;
    ptrdiff_t i = shgeti(a->sections, section);
    for (ptrdiff_t k = 0; i >= 0 && k < arrlen(a->sections[i].value); k++) {
        LLVMValueRef member = a->sections[i].value[k];
        reach_global(a, member, why);
        object_join_world(a, object_of(a, member));
    }
}

static void mention_global(struct analysis *a, LLVMValueRef v,
                           struct reason why)
{
    LLVMValueRef f = function_of_alias(v);
    if (f && f != v) {
        reach_global(a, v, why);
        take_address(a, f, (struct reason){EDGE_ALIAS, .from = v});
        return;
    }
    if (f) {
        if (!LLVMGetIntrinsicID(f))
            take_address(a, f, why);
        return;
    }
    if (LLVMIsAGlobalIFunc(v)) {
        LLVMValueRef resolver = LLVMGetGlobalIFuncResolver(v);
        reach_function(a, resolver, why);
        open_function(a, resolver);
        object_join_world(a, object_of(a, v));
        return;
    }
    reach_global(a, v, why);
    if (LLVMIsAGlobalVariable(v) && LLVMIsDeclaration(v))
        mention_section(a, v, why);
}

void mention(struct analysis *a, LLVMValueRef v, struct reason why)
{
    if (!LLVMIsAConstant(v))
        return;
    if (LLVMIsAGlobalValue(v)) {
        mention_global(a, v, why);
        return;
    }
    int operands = LLVMGetNumOperands(v);
    if (operands <= 0 || LLVMIsABlockAddress(v))
        return;
    if (hmgeti(a->mentioned, v) >= 0)
        return;
    hmput(a->mentioned, v, true);
    for (int i = 0; i < operands; i++)
        mention(a, LLVMGetOperand(v, i), why);
}

static bool is_symbol_character(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '$';
}

/* A symbol that assembly names may be called or read by it. */
static void mention_name(struct analysis *a, const char *name, size_t length,
                         struct reason why)
{
    LLVMValueRef f = LLVMGetNamedFunctionWithLength(a->module, name, length);
    LLVMValueRef g = f ? f : LLVMGetNamedGlobalAlias(a->module, name, length);
    if (!g)
        g = LLVMGetNamedGlobalWithLength(a->module, name, length);
    if (!g)
        return;
    if (!f)
        f = function_of_alias(g);
    if (f) {
        reach_function(a, f, why);
        open_function(a, f);
        take_address(a, f, why);
    }
    if (g != f)
        reach_global(a, g, why);
    if (!f)
        object_join_world(a, object_of(a, g));
}

void mention_in_text(struct analysis *a, const char *text, size_t length,
                     struct reason why)
{
    for (size_t i = 0; i < length;) {
        if (!is_symbol_character(text[i])) {
            i++;
            continue;
        }
        size_t start = i;
        while (i < length && is_symbol_character(text[i]))
            i++;
        mention_name(a, text + start, i - start, why);
    }
}
