/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What ISO C's string functions lack. A program may define strnlen() and
 * strchrnul() as it likes, so the kernel does not call them.
 */
#ifndef KERNEL_TEXT_H
#define KERNEL_TEXT_H

#include <string.h>

/* The length of TEXT, or LIMIT if it is not shorter. */
static inline size_t text_length(const char *text, size_t limit)
{
    const char *end = memchr(text, 0, limit);

    return end ? (size_t)(end - text) : limit;
}

/* The first C in TEXT, or its end. */
static inline const char *text_find(const char *text, char c)
{
    while (*text && *text != c)
        text++;
    return text;
}

#endif
