/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: %edge %t.edge.o
// RUN: %unispec_cc -O1 -c %s -o %t.o
// RUN: ld.lld --gc-sections %libc %t.o %t.edge.o -o %t
// RUN: %t | FileCheck %s
// RUN: %unispec_cc -O1 -DCONTROL -c %s -o %t.control.o
// RUN: ld.lld --gc-sections %libc %t.control.o %t.edge.o -o %t.control
// RUN: %t.control | FileCheck %s --check-prefix=CONTROL
/*
 * libc's own loops over a format against the link step's parse of it, on
 * generated strings, well-formed and not: whatever libc comes upon, the parse
 * must have said. This program takes the place of the link step: libc's calls
 * of __unispec_format end here. The control leaves out what the parse says of
 * one kind.
 *
 * Linked as native code, for the link step's optimiser may rely on the calls
 * having no effects. The arguments are addresses below 2^17, so that they serve
 * as pointers and, where a format takes one for a field width, as small
 * numbers.
 */
// CHECK: missed: 0
// CHECK-NEXT: kinds never seen: 0
// CONTROL: missed: {{[1-9]}}
#undef __unispec__ /* the declaration, as its calls have effects here */
#include "../../../analysis/format.c"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <wchar.h>

enum { LONGEST = 24, ROUNDS = 200000, KINDS = 2 * UNISPEC_FORMAT_KINDS };

static long missed;
static bool answered[KINDS], may_be[KINDS][256], unknown[KINDS], came_up[KINDS];
static const void *current;

static void report(const void *format, int value, int kind)
{
    if (missed++ >= 10)
        return;
    printf("kind %d value %d: ", kind, value);
    for (int i = 0; i < LONGEST; i++) {
        int c = kind & UNISPEC_FORMAT_WIDE ? ((const wchar_t *)format)[i]
                                           : ((const char *)format)[i];
        if (!c)
            break;
        printf(c > ' ' && c < 127 ? "%c" : "\\x%x", c);
    }
    printf("\n");
}

static void ask(const void *format, int kind, int index)
{
    unsigned size = format_element_size(kind);

    memset(may_be[index], 0, sizeof may_be[index]);
    unknown[index] =
        !format_values(format, (LONGEST + 1) * size, size, kind, may_be[index]);
    answered[index] = true;
#ifdef CONTROL
    if (kind == UNISPEC_PRINTF_LENGTH)
        may_be[index][1] = false;
#endif
}

int(__unispec_format)(const void *format, int value, int kind)
{
    int index = kind & UNISPEC_FORMAT_WIDE
                    ? (kind & ~UNISPEC_FORMAT_WIDE) + UNISPEC_FORMAT_KINDS
                    : kind;

    if (format != current) /* printf for wprintf, scanf for wscanf */
        return value;
    if (!answered[index])
        ask(format, kind, index);
    if (value)
        came_up[index] = true;
    if (!unknown[index] && (value < 0 || value > 255 || !may_be[index][value]))
        report(format, value, kind);
    return value;
}

static unsigned next_random(void)
{
    static unsigned long long state = 1;

    state = state * 6364136223846793005u + 1442695040888963407u;
    return state >> 33;
}

static const char *pick(const char *const *from, unsigned count)
{
    return from[next_random() % count];
}

#define PICK(...)                                                              \
    pick((const char *const[]){__VA_ARGS__},                                   \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Mostly well-formed, so that the loops get to their end; no digit 9, as a
 * ninth argument by position is past the end of an array of wprintf's. */
static void generate(char *text)
{
    char all[200] = "";

    for (int n = next_random() % 4 ? 1 : 3; n--;) {
        strcat(all, PICK("", "", "x", " ", "%%", "%%%%", "\xe9"));
        strcat(all, "%");
        strcat(all, PICK("", "", "", "1$", "2$", "*", "3$", "12$"));
        strcat(all, PICK("", "", "", "0", "-", "+#", " '", "-0"));
        strcat(all, PICK("", "", "", "3", "12", "*", "*2$", "m"));
        strcat(all, PICK("", "", "", ".2", ".", ".*", ".*2$", "m"));
        strcat(all, PICK("", "", "", "h", "hh", "l", "ll", "j", "z", "t", "L",
                         "lh", "hl", "lL"));
        strcat(all, PICK("d", "i", "o", "u", "x", "X", "c", "s", "p", "n",
                         "[a-z0]", "[^]x]", "[]-]", "[", "C", "S", "m", "e",
                         "f", "g", "a", "E", "F", "G", "A", "y", "!", ""));
    }
    for (int n = next_random() % 8; n == 0; n = next_random() % 4)
        all[next_random() % (strlen(all) + 1)] = "%l$*.0h["[next_random() % 8];
    memset(text, 0, LONGEST);
    strncpy(text, all, LONGEST - 2);
}

static void generate_time(char *text)
{
    char all[200] = "";

    for (int n = next_random() % 3 + 1; n--;) {
        strcat(all, PICK("", "x", "%%", "%", "%", "%"));
        strcat(all, PICK("%", "%", "%", "%-", "%_", "%0", "%--"));
        strcat(all, PICK("", "", "", "+", "-", "\xe9"));
        strcat(all, PICK("", "", "7", "12", " 5", "+3", " -2", "\t+", " x"));
        strcat(all, PICK("", "", "", "E", "O", "EO"));
        strcat(all, PICK("a", "c", "C", "D", "F", "G", "j", "Z", "z", "Y", "s",
                         "!", "q", "\xe9", ""));
    }
    memset(text, 0, LONGEST);
    strncpy(text, all, LONGEST - 2);
}

/* Whether nobody sets an argument that libc then follows or counts with: it
 * takes positions beside conversions without one. */
static bool is_harmful(const char *text)
{
    const char *star = strchr(text, '*');
    int digits = 0;

    for (const char *s = text; *s; s++) {
        digits = is_digit((unsigned char)*s) ? digits + 1 : 0;
        if (digits > 3) /* takes long to print */
            return true;
    }
    if (!strchr(text, '$'))
        return false;
    if (strncmp(text, "%1$", 3) || strchr(text + 1, '%'))
        return star || strpbrk(text, "nsS");
    return strstr(text + 1, "0$") ||
           (star && (strncmp(star, "*2$", 3) || strchr(star + 1, '*')));
}

#define TEN(p) p, p, p, p, p, p, p, p, p, p

static void run(char *text, wchar_t *wide, void *p)
{
    static char out[300];
    static wchar_t wide_out[300];

    current = text;
    snprintf(out, sizeof out, text, TEN(p), TEN(p), TEN(p));
    sscanf("  12 0x1.8 az09] -7 %", text, TEN(p), TEN(p), TEN(p));
    current = wide;
    swprintf(wide_out, 300, wide, TEN(p), TEN(p), TEN(p));
    swscanf(L"  12 0x1.8 az09] -7 %", wide, TEN(p), TEN(p), TEN(p));
    current = NULL;
}

static void run_time(char *text, wchar_t *wide)
{
    static const struct tm tm = {.tm_year = 124, .tm_mon = 1, .tm_mday = 29};
    static char out[300];
    static wchar_t wide_out[300];

    current = text;
    strftime(out, sizeof out, text, &tm);
    current = wide;
    wcsftime(wide_out, 300, wide, &tm);
    current = NULL;
}

static void widen(wchar_t *wide, const char *text)
{
    for (int i = 0; i <= LONGEST; i++)
        wide[i] = (unsigned char)text[i];
    if (!(next_random() % 16))
        wide[next_random() % 8] = next_random() % 2 ? 0x2003 : L'%';
    memset(answered, 0, sizeof answered);
}

int main(void)
{
    static char text[LONGEST + 1];
    static wchar_t wide[LONGEST + 1];
    char *low = mmap((void *)0x10000, 0x10000, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    int never = 0;

    if (low == MAP_FAILED)
        return 1;
    for (int i = 0; i < ROUNDS; i++) {
        generate(text);
        widen(wide, text);
        memset(low, 0, 256);
        strcpy(low, "text");
        if (!is_harmful(text))
            run(text, wide, low);
        generate_time(text);
        widen(wide, text);
        run_time(text, wide);
    }
    /* No wide string is read in this role. */
    came_up[UNISPEC_STRFTIME_WIDTH + UNISPEC_FORMAT_KINDS] = true;
    printf("missed: %ld\n", missed);
    for (int i = 0; i < KINDS; i++)
        never += !came_up[i];
    printf("kinds never seen: %d\n", never);
    return 0;
}
