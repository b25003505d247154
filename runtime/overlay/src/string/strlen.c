/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * By 16 bytes that do not cross a page, so that reading past the end cannot
 * fault: half the code of musl's, which goes by words.
 *
 * Never inlined, since the link folds calls for texts that it knows
 * (linker/specialise_texts.c).
 */
#include <stdint.h>
#include <string.h>

typedef char block __attribute__((vector_size(16), may_alias));

static unsigned zeros(const block *b)
{
    return (unsigned)__builtin_ia32_pmovmskb128((block)(*b == (block){0}));
}

__attribute__((noinline)) size_t strlen(const char *s)
{
    unsigned skip = (uintptr_t)s % sizeof(block);
    const block *b = (const void *)(s - skip);
    unsigned found = zeros(b) >> skip << skip;

    while (!found)
        found = zeros(++b);
    return (size_t)((const char *)b + __builtin_ctz(found) - s);
}
