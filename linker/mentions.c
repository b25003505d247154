/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Looks for the texts of mentions.def in the initialisers of all variables, and
 * in the numbers that code has: clang makes a number of a short text that is
 * copied. Over-approximates: constants that no reached code uses count as well,
 * but not those that only functions of `silent` use. A text that the program
 * puts together of parts that have no whole name or reads is not seen.
 */
#include "mentions.h"
#include "audit.h"
#include "os_symbols.h"

#include <unispec/os_symbol.h>

#include <ctype.h>
#include <limits.h>
#include <string.h>

static const struct mention {
    const char *text, *symbol;
    enum { ANYWHERE, PATH, WORD } where;
    const char *without;
} mentions[] = {
#define MENTION(text, where, symbol, without) {text, symbol, where, without},
#define CALLED(function, symbol)
#include "mentions.def"
#undef MENTION
#undef CALLED
};

static const struct call {
    const char *function, *symbol;
} calls[] = {
#define MENTION(text, where, symbol, without)
#define CALLED(function, symbol) {function, symbol},
#include "mentions.def"
#undef MENTION
#undef CALLED
};

/*
 * Parts of libc that have such a text and do not say what the program uses:
 * names for O_PATH descriptors, which the kernel has other answers for, and the
 * name of the program where it lists itself.
 */
static const char *const silent[] = {"__procfdname", "dl_iterate_phdr"};

static bool path_character(char c)
{
    return c && (isalnum((unsigned char)c) || strchr("_-./", c));
}

/* A path at or below the text somewhere, but not as part of another one. */
static bool has_word(const char *bytes, size_t size, const char *text)
{
    size_t length = strlen(text);
    const char *end = bytes + size, *at = bytes;

    while ((at = memmem(at, (size_t)(end - at), text, length))) {
        const char *next = at + length;

        if ((at == bytes || !path_character(at[-1])) &&
            (next == end || !path_character(*next) || *next == '/'))
            return true;
        at = next;
    }
    return false;
}

static bool has(const char *bytes, size_t size, const struct mention *m)
{
    size_t length = strlen(m->text);

    if (m->where == ANYWHERE)
        return memmem(bytes, size, m->text, length);
    if (m->where == WORD)
        return has_word(bytes, size, m->text);
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

/*
 * A number as the text that it is in memory, where x86-64 has the lowest byte
 * first. Two bytes hold no name; the NUL may be in the next number.
 */
static void search_number(LLVMValueRef c, struct strings *symbols)
{
    char bytes[sizeof(unsigned long long) + 1] = "";
    unsigned width = LLVMGetIntTypeWidth(LLVMTypeOf(c));
    unsigned long long value;

    if (width > 64 || width % CHAR_BIT)
        return;
    value = LLVMConstIntGetZExtValue(c);
    if (value <= UINT16_MAX)
        return;
    memcpy(bytes, &value, sizeof(value));
    search(bytes, width / CHAR_BIT + 1, symbols);
}

static bool is_silent(LLVMValueRef f)
{
    const char *name, *component;
    unsigned length;
    size_t n;

    if (!function_fact(f, "unispec-component", &component, &length) ||
        length != 4 || memcmp(component, "libc", length))
        return false;
    name = LLVMGetValueName2(f, &n);
    for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++)
        if (!strcmp(name, silent[i]))
            return true;
    return false;
}

static void search_code(LLVMValueRef f, struct strings *symbols)
{
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i))
            for (int k = 0, n = LLVMGetNumOperands(i); k < n; k++) {
                LLVMValueRef operand = LLVMGetOperand(i, (unsigned)k);

                if (LLVMIsAConstantInt(operand))
                    search_number(operand, symbols);
                else
                    search_constant(operand, symbols);
            }
}

/* Whether only instructions of silent functions use the constant. */
static bool only_silent(LLVMValueRef constant)
{
    LLVMUseRef use = LLVMGetFirstUse(constant);
    bool used = use;

    for (; use; use = LLVMGetNextUse(use)) {
        LLVMValueRef user = LLVMGetUser(use);

        if (LLVMIsAConstantExpr(user)
                ? !only_silent(user)
                : !LLVMIsAInstruction(user) ||
                      !is_silent(LLVMGetBasicBlockParent(
                          LLVMGetInstructionParent(user))))
            return false;
    }
    return used;
}

void mentions_symbols(LLVMModuleRef m, struct strings *symbols)
{
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        if (LLVMGetInitializer(g) && !only_silent(g))
            search_constant(LLVMGetInitializer(g), symbols);
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        if (!is_silent(f))
            search_code(f, symbols);
    for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
        LLVMValueRef f = LLVMGetNamedFunction(m, calls[i].function);

        if (f && !LLVMIsDeclaration(f) &&
            !strings_contain(symbols, calls[i].symbol))
            strings_add(symbols, calls[i].symbol);
    }
}

void mentions_all(struct strings *symbols)
{
    for (size_t i = 0; i < sizeof(mentions) / sizeof(*mentions); i++)
        strings_add(symbols, mentions[i].symbol);
}

/* Whether reached code asks for the symbol. */
static bool is_asked(const struct analysis *a, LLVMValueRef symbol)
{
    for (LLVMUseRef u = LLVMGetFirstUse(symbol); u; u = LLVMGetNextUse(u)) {
        LLVMValueRef user = LLVMGetUser(u);

        if (LLVMIsAInstruction(user) &&
            analysis_block_reached(a, LLVMGetInstructionParent(user)))
            return true;
    }
    return false;
}

void mentions_assume(struct link *l, const struct analysis *a, LLVMModuleRef m)
{
    for (size_t i = 0; i < sizeof(mentions) / sizeof(*mentions); i++) {
        LLVMValueRef f =
            LLVMGetNamedFunction(m, os_symbol_in(m, mentions[i].symbol));

        if (mentions[i].without && f && !analysis_reached(a, f) &&
            is_asked(a, f))
            audit_add_assumption(l->audit, os_symbol_plain(mentions[i].symbol),
                                 mentions[i].without, NULL);
    }
}
