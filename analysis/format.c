/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The parse of one format string of printf, scanf or strftime: what libc can
 * come upon in it, by role.
 *
 * Over-approximates: all of the string is parsed, where libc stops at an
 * ill-formed specification or at input that does not match; a role counts
 * although the specification turns out to be ill-formed behind it.
 *
 * Wrong if libc's parse and this one part ways on some string before libc
 * gives up. tests/runtime/format/parse-libc.c compares the two on generated
 * strings; which libc that is, runtime/cmake/musl.cmake pins.
 *
 * Knows nothing of LLVM. The analysis is the user.
 */
#include "format.h"

#include "../runtime/include/unispec/format.h"

#include <stdint.h>

struct parse {
    const unsigned char *text;
    size_t at, end; /* in elements; END is that of the terminator */
    unsigned element_size;
    int kind;
    bool *seen;
    bool unknown;
};

/* The element N places on; 0 at the terminator and behind it. */
static uint32_t peek(const struct parse *p, size_t n)
{
    size_t i = p->at + n;
    uint32_t value = 0;

    if (i < p->at || i >= p->end)
        return 0;
    for (unsigned b = p->element_size; b--;)
        value = value << 8 | p->text[i * p->element_size + b];
    return value;
}

static void skip(struct parse *p, size_t n)
{
    p->at = n > p->end - p->at ? p->end : p->at + n;
}

static void mark(struct parse *p, int kind, uint32_t value)
{
    if (p->kind != kind)
        return;
    if (value > 255)
        p->unknown = true;
    else
        p->seen[value] = true;
}

static bool is_digit(uint32_t c)
{
    return c - '0' < 10;
}

static bool is_flag(uint32_t c)
{
    return c == '#' || c == '0' || c == '-' || c == ' ' || c == '+' ||
           c == '\'';
}

static void skip_digits(struct parse *p)
{
    while (is_digit(peek(p, 0)))
        skip(p, 1);
}

/* To the next conversion specification, behind its %; false at the end. */
static bool next_specification(struct parse *p)
{
    for (; p->at < p->end; skip(p, 1)) {
        if (peek(p, 0) != '%')
            continue;
        skip(p, 1);
        if (peek(p, 0) != '%')
            return true;
    }
    return false;
}

static bool skip_position(struct parse *p, int kind)
{
    if (!is_digit(peek(p, 0)) || peek(p, 1) != '$')
        return false;
    mark(p, kind, 1);
    skip(p, 2);
    return true;
}

static void printf_flags(struct parse *p)
{
    for (; is_flag(peek(p, 0)); skip(p, 1)) {
        mark(p, UNISPEC_PRINTF_FLAGS, 1);
        mark(p, UNISPEC_PRINTF_FLAG, peek(p, 0));
    }
}

static void printf_width(struct parse *p)
{
    if (peek(p, 0) == '*') {
        mark(p, UNISPEC_PRINTF_WIDTH, 1);
        mark(p, UNISPEC_PRINTF_WIDTH_ARGUMENT, 1);
        skip(p, 1);
        skip_position(p, UNISPEC_PRINTF_POSITIONAL);
    } else if (is_digit(peek(p, 0))) {
        mark(p, UNISPEC_PRINTF_WIDTH, 1);
        skip_digits(p);
    }
}

static void printf_precision(struct parse *p)
{
    if (peek(p, 0) != '.')
        return;
    mark(p, UNISPEC_PRINTF_PRECISION, 1);
    skip(p, 1);
    if (peek(p, 0) == '*') {
        mark(p, UNISPEC_PRINTF_PRECISION_ARGUMENT, 1);
        skip(p, 1);
        skip_position(p, UNISPEC_PRINTF_POSITIONAL);
    } else {
        skip_digits(p);
    }
}

enum { BARE, L, LL, H, HH, BIG_L, Z_OR_T, J };

/* The length that C makes out of LENGTH; BARE if it makes none. */
static int longer(int length, uint32_t c)
{
    switch (c) {
    case 'l':
        return length == BARE ? L : length == L ? LL : BARE;
    case 'h':
        return length == BARE ? H : length == H ? HH : BARE;
    case 'L':
        return length == BARE ? BIG_L : BARE;
    case 'z':
    case 't':
        return length == BARE ? Z_OR_T : BARE;
    case 'j':
        return length == BARE ? J : BARE;
    default:
        return BARE;
    }
}

/* A byte in its place; false, and not passed over, if it cannot be a letter. */
static bool printf_letter(struct parse *p, uint32_t *letter)
{
    *letter = peek(p, 0);
    if (*letter < 'A' || *letter > 'z') {
        mark(p, UNISPEC_PRINTF_INVALID, 1);
        return false;
    }
    mark(p, UNISPEC_PRINTF_LETTER, *letter);
    skip(p, 1);
    return true;
}

static void printf_conversion(struct parse *p)
{
    int length = BARE, next;
    uint32_t c;

    for (;;) {
        if (!printf_letter(p, &c))
            return;
        next = longer(length, c);
        if (next == BARE)
            break;
        length = next;
        mark(p, UNISPEC_PRINTF_LENGTH, length);
    }
    if (length == L && (c == 'c' || c == 's')) {
        mark(p, UNISPEC_PRINTF_WIDE, 1);
        c -= 'a' - 'A';
    }
    mark(p, UNISPEC_PRINTF_CONVERSION, c);
}

static void parse_printf(struct parse *p)
{
    while (next_specification(p)) {
        skip_position(p, UNISPEC_PRINTF_POSITIONAL);
        printf_flags(p);
        printf_width(p);
        printf_precision(p);
        printf_conversion(p);
    }
}

/* The set of %[, from behind the [ to its ]; false if it has no end. */
static bool skip_scanset(struct parse *p)
{
    if (peek(p, 0) == '^')
        skip(p, 1);
    /* A - is a member here, and no range ends with ]. */
    if (peek(p, 0) == ']')
        skip(p, 1);
    while (p->at < p->end && peek(p, 0) != ']')
        skip(p, 1);
    if (p->at == p->end)
        return false;
    skip(p, 1);
    return true;
}

static void scanf_conversion(struct parse *p)
{
    int length;
    uint32_t c = peek(p, 0);

    mark(p, UNISPEC_SCANF_LETTER, c);
    if (!c)
        return;
    length = longer(BARE, c);
    if (length != BARE) {
        skip(p, 1);
        if (longer(length, peek(p, 0)) != BARE) {
            length = longer(length, peek(p, 0));
            skip(p, 1);
        }
        c = peek(p, 0);
    }
    /* libc takes any element here, the terminator too, and goes on behind. */
    if (!c)
        p->unknown = true;
    if (c <= 255 && (c & 0x2f) == 3) {
        c |= 0x20;
        length = L;
    }
    mark(p, UNISPEC_SCANF_CONVERSION, c);
    if ((length == L || length == Z_OR_T) && (c == 'c' || c == 's' || c == '['))
        mark(p, UNISPEC_SCANF_WIDE, 1);
    skip(p, 1);
    if (c == '[')
        skip_scanset(p);
}

static void parse_scanf(struct parse *p)
{
    while (next_specification(p)) {
        if (peek(p, 0) == '*')
            skip(p, 1);
        else
            skip_position(p, UNISPEC_SCANF_POSITIONAL);
        skip_digits(p);
        if (peek(p, 0) == 'm') {
            mark(p, UNISPEC_SCANF_ALLOCATE, 1);
            skip(p, 1);
        }
        scanf_conversion(p);
    }
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c - '\t' < 5;
}

/* What strtoul() passes over: nothing if there is no digit. */
static void skip_number(struct parse *p)
{
    size_t n = 0;

    while (is_space(peek(p, n)))
        n++;
    /* Which of these are white space, only libc knows. */
    if (peek(p, n) > 127)
        p->unknown = true;
    if (peek(p, n) == '+' || peek(p, n) == '-')
        n++;
    if (!is_digit(peek(p, n)))
        return;
    skip(p, n);
    skip_digits(p);
}

static void strftime_conversion(struct parse *p)
{
    uint32_t c = peek(p, 0);

    if (c == '-' || c == '_' || c == '0')
        skip(p, 1);
    if (peek(p, 0) == '+')
        skip(p, 1);
    c = peek(p, 0);
    if ((c < '@' || c > 127) && c != '%')
        mark(p, UNISPEC_STRFTIME_WIDTH, 1);
    skip_number(p);
    if (peek(p, 0) == 'E' || peek(p, 0) == 'O')
        skip(p, 1);
    mark(p, UNISPEC_STRFTIME_CONVERSION, peek(p, 0));
    skip(p, 1);
}

/* %% is a conversion specification like others. */
static void parse_strftime(struct parse *p)
{
    for (; p->at < p->end;) {
        bool found = peek(p, 0) == '%';

        skip(p, 1);
        if (found)
            strftime_conversion(p);
    }
}

unsigned format_element_size(int kind)
{
    bool wide = kind & UNISPEC_FORMAT_WIDE;

    kind &= ~UNISPEC_FORMAT_WIDE;
    if (kind < 0 || kind >= UNISPEC_FORMAT_KINDS)
        return 0;
    return wide ? 4 : 1;
}

static bool find_end(struct parse *p, size_t length)
{
    size_t elements = length / p->element_size;

    for (p->end = elements; p->at < elements; p->at++) {
        if (!peek(p, 0)) {
            p->end = p->at;
            p->at = 0;
            return true;
        }
    }
    return false;
}

/* The roles whose values are bytes of the string have no value by default. */
static bool has_zero(int kind)
{
    return kind != UNISPEC_PRINTF_FLAG && kind != UNISPEC_PRINTF_LETTER &&
           kind != UNISPEC_PRINTF_CONVERSION && kind != UNISPEC_SCANF_LETTER &&
           kind != UNISPEC_SCANF_CONVERSION &&
           kind != UNISPEC_STRFTIME_CONVERSION;
}

bool format_values(const char *text, size_t length, unsigned element_size,
                   int kind, bool seen[256])
{
    struct parse p = {.text = (const unsigned char *)text,
                      .element_size = element_size,
                      .kind = kind & ~UNISPEC_FORMAT_WIDE,
                      .seen = seen};

    if (!element_size || element_size != format_element_size(kind) ||
        !find_end(&p, length))
        return false;
    if (has_zero(p.kind))
        mark(&p, p.kind, 0);
    if (p.kind < UNISPEC_SCANF_POSITIONAL)
        parse_printf(&p);
    else if (p.kind < UNISPEC_STRFTIME_WIDTH)
        parse_scanf(&p);
    else
        parse_strftime(&p);
    return !p.unknown;
}
