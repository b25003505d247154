/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Looks for the texts of mentions.def in the initialisers of all variables.
 * Over-approximates: constants that no reached code uses count as well. A text
 * that the program puts together or reads is not seen.
 */
#include "mentions.h"

#include <string.h>

static const struct mention {
    const char *text, *symbol;
    enum { ANYWHERE, PATH } where;
} mentions[] = {
#define MENTION(text, where, symbol) {text, symbol, where},
#include "mentions.def"
#undef MENTION
};

static bool has(const char *bytes, size_t size, const struct mention *m)
{
    size_t length = strlen(m->text);

    if (m->where == ANYWHERE)
        return memmem(bytes, size, m->text, length);
    return size > length && !memcmp(bytes, m->text, length) &&
           (!bytes[length] || bytes[length] == '/');
}

static void search(const char *bytes, size_t size, struct strings *symbols)
{
    for (size_t i = 0; i < sizeof(mentions) / sizeof(*mentions); i++)
        if (has(bytes, size, &mentions[i]) &&
            !strings_contain(symbols, mentions[i].symbol))
            strings_add(symbols, mentions[i].symbol);
}

static void search_constant(LLVMValueRef c, struct strings *symbols)
{
    size_t size;

    if (LLVMIsAConstantDataSequential(c)) {
        const char *bytes = LLVMGetRawDataValues(c, &size);
        search(bytes, size, symbols);
    } else if (LLVMIsAConstantArray(c) || LLVMIsAConstantStruct(c)) {
        for (int i = 0, n = LLVMGetNumOperands(c); i < n; i++)
            search_constant(LLVMGetOperand(c, (unsigned)i), symbols);
    }
}

void mentions_symbols(LLVMModuleRef m, struct strings *symbols)
{
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        if (LLVMGetInitializer(g))
            search_constant(LLVMGetInitializer(g), symbols);
}
