/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Which values a call of __unispec_format can have for one format string; the
 * kinds and what they mean are in runtime/include/unispec/format.h.
 */
#ifndef UNISPEC_ANALYSIS_FORMAT_H
#define UNISPEC_ANALYSIS_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of an element of the strings that KIND reads: 1 or 4; 0: no kind. */
unsigned format_element_size(int kind);

/*
 * Marks in SEEN the values of KIND that come up in the LENGTH bytes at TEXT,
 * little-endian elements of ELEMENT_SIZE bytes with a terminator; nothing is
 * ever cleared. False when anything may come up: no terminator, an element
 * that SEEN has no place for, an ill-formed string that libc would read
 * beyond its end, or no such kind.
 */
bool format_values(const char *text, size_t length, unsigned element_size,
                   int kind, bool seen[256]);

#endif
