/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What libc tells the link step about the format strings of printf, scanf and
 * strftime.
 *
 *   int __unispec_format(const void *format, int value, int kind)
 *
 * gives VALUE, and asserts that VALUE is one that a parse of the string at
 * FORMAT, from its first element on, comes upon in the role KIND. The link step
 * knows the constant strings that FORMAT can point to, limits the result to
 * what they contain, and so leaves out what no format asks for. It calls
 * nothing: the link step puts VALUE in the place of the call.
 *
 * FORMAT must be the pointer that the caller of libc gave, not one that has
 * moved along the string. KIND is a constant. A result that no string contains
 * cannot come up: code that depends on it is not reached.
 *
 * The parse is that of ISO C 9899:2011 7.21.6, 7.27.3.5 and 7.29.2, with what
 * POSIX adds (%m$, the flag ', C, S, m, field widths of strftime), as musl does
 * it: an ill-formed specification too is read up to what makes it ill-formed.
 *
 *   kind                   value
 *   PRINTF_POSITIONAL      1: a digit and $ after the %, its *, or its .*
 *   PRINTF_FLAGS           1: a flag after the % (and digit and $)
 *   PRINTF_FLAG            the flag, one of "#0- +'"
 *   PRINTF_WIDTH           1: a field width, by digits or *
 *   PRINTF_WIDTH_ARGUMENT  1: a field width by *
 *   PRINTF_PRECISION       1: a . after flags and field width
 *   PRINTF_PRECISION_ARGUMENT  1: a precision by *
 *   PRINTF_INVALID         1: no byte of A to z, where a length modifier or a
 *                          conversion specifier is to be
 *   PRINTF_LETTER          the byte of A to z there: after flags, width and
 *                          precision, and after a length modifier
 *   PRINTF_LENGTH          modifier: 1 l, 2 ll, 3 h, 4 hh, 5 L, 6 z or t, 7 j
 *   PRINTF_WIDE            1: lc or ls
 *   PRINTF_CONVERSION      the conversion specifier; C and S for lc and ls
 *   SCANF_POSITIONAL       1: a digit and $ after the %
 *   SCANF_ALLOCATE         1: an m after %, *, digit and $, and field width
 *   SCANF_LETTER           the element after all of these
 *   SCANF_WIDE             1: C, S, or one of c, s and [ after l, z or t
 *   SCANF_CONVERSION       the element after the length modifier, or without
 *                          one SCANF_LETTER; c and s for C and S
 *   STRFTIME_WIDTH         1: after %, - _ or 0, and +, a character below @ or
 *                          above 127, other than %
 *   STRFTIME_CONVERSION    the element after these, white space, a number with
 *                          or without a sign, and E or O
 *
 * Where 1 is listed, 0 may always come up; so may 0 for PRINTF_LENGTH. A value
 * that is not listed (an element beyond 255 in the role SCANF_LETTER) makes the
 * string one of which nothing is known. FORMAT_WIDE, added to a kind, says
 * that FORMAT points to wchar_t. analysis/format.c does the parse.
 */
#ifndef UNISPEC_FORMAT_H
#define UNISPEC_FORMAT_H

enum unispec_format_kind {
    UNISPEC_PRINTF_POSITIONAL,
    UNISPEC_PRINTF_FLAGS,
    UNISPEC_PRINTF_FLAG,
    UNISPEC_PRINTF_WIDTH,
    UNISPEC_PRINTF_WIDTH_ARGUMENT,
    UNISPEC_PRINTF_PRECISION,
    UNISPEC_PRINTF_PRECISION_ARGUMENT,
    UNISPEC_PRINTF_INVALID,
    UNISPEC_PRINTF_LETTER,
    UNISPEC_PRINTF_LENGTH,
    UNISPEC_PRINTF_WIDE,
    UNISPEC_PRINTF_CONVERSION,
    UNISPEC_SCANF_POSITIONAL,
    UNISPEC_SCANF_ALLOCATE,
    UNISPEC_SCANF_LETTER,
    UNISPEC_SCANF_WIDE,
    UNISPEC_SCANF_CONVERSION,
    UNISPEC_STRFTIME_WIDTH,
    UNISPEC_STRFTIME_CONVERSION,
    UNISPEC_FORMAT_KINDS,

    UNISPEC_FORMAT_WIDE = 0x100
};

#ifdef __unispec__

#ifdef __cplusplus
extern "C" {
#endif

/* const: equal calls may merge, unused ones go, none moves over a branch. */
extern int __unispec_format(const void *, int, int)
    __attribute__((__const__, __nothrow__, __leaf__));

#ifdef __cplusplus
}
#endif

#else

#define __unispec_format(format, value, kind) (value)

#endif

#endif
