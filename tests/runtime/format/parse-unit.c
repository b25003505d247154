/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: %clang -std=gnu11 -O1 -g -Wall -fsanitize=address,undefined \
// RUN:   -fno-sanitize-recover=all %s -o %t
// RUN: %t | FileCheck %s
/*
 * The link step's parse of one format (analysis/format.c): what it finds in
 * strings whose answers are written down here, and that it reads no byte
 * beyond a string, for generated ones, of both element sizes, cut anywhere.
 */
// CHECK: wrong: 0
// CHECK-NEXT: unknown: some
// CHECK-NEXT: known: some
#include "../../../analysis/format.c"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int wrong;

/* A copy of its own, so that a read past its end is seen. */
static bool values(const char *text, size_t length, bool wide, int kind,
                   bool seen[256])
{
    unsigned size = wide ? 4 : 1;
    char *copy = malloc(length * size ? length * size : 1);
    bool known;

    memset(copy, 0, length * size);
    for (size_t i = 0; i < length; i++)
        copy[i * size] = text[i];
    known = format_values(copy, length * size, size,
                          kind | (wide ? UNISPEC_FORMAT_WIDE : 0), seen);
    free(copy);
    return known;
}

/* EXPECTED: the values above 0, in ascending order. */
static void check(const char *text, int kind, const char *expected)
{
    for (int wide = 0; wide < 2; wide++) {
        bool seen[256] = {false};
        char found[257];
        int n = 0;

        if (!values(text, strlen(text) + 1, wide, kind, seen)) {
            wrong++;
            printf("%s, kind %d: unknown\n", text, kind);
            continue;
        }
        for (int i = 1; i < 256; i++)
            if (seen[i])
                found[n++] = (char)i;
        found[n] = 0;
        if (strcmp(found, expected)) {
            wrong++;
            printf("%s, kind %d: \"%s\", not \"%s\"\n", text, kind, found,
                   expected);
        }
    }
}

#define P(name) UNISPEC_PRINTF_##name
#define S(name) UNISPEC_SCANF_##name
#define T(name) UNISPEC_STRFTIME_##name
#define YES "\1"
#define NO ""

static void check_printf(void)
{
    check("", P(LETTER), "");
    check("text", P(CONVERSION), "");
    check("100%%d", P(CONVERSION), "");
    check("%%%d", P(CONVERSION), "d");
    check("%d %s%x", P(CONVERSION), "dsx");
    check("%ld %hhx %zu", P(LETTER), "dhluxz");
    check("%ld %hhx %zu", P(LENGTH), "\1\3\4\6");
    check("%lld %jd %Lf %td", P(LENGTH), "\1\2\5\6\7");
    check("%d", P(LENGTH), "");
    check("%ls", P(CONVERSION), "S");
    check("%lc %s", P(CONVERSION), "Cs");
    check("%lc", P(WIDE), YES);
    check("%ld %s %c", P(WIDE), NO);
    check("%S", P(WIDE), NO);
    check("%-05d % +d %#x", P(FLAG), " #+-0");
    check("%'d", P(FLAG), "'");
    check("%5d", P(FLAGS), NO);
    check("%05d", P(FLAGS), YES);
    check("%d", P(WIDTH), NO);
    check("%05d", P(WIDTH), YES);
    check("%0d", P(WIDTH), NO);
    check("%*d", P(WIDTH), YES);
    check("%*d", P(WIDTH_ARGUMENT), YES);
    check("%.*d", P(WIDTH_ARGUMENT), NO);
    check("%.*d", P(PRECISION_ARGUMENT), YES);
    check("%.3d", P(PRECISION_ARGUMENT), NO);
    check("%.3d", P(PRECISION), YES);
    check("%.d", P(PRECISION), YES);
    check("%3d.", P(PRECISION), NO);
    check("%1$d", P(POSITIONAL), YES);
    check("%1$d", P(INVALID), NO);
    check("%1$d", P(WIDTH), NO);
    check("%*1$d", P(POSITIONAL), YES);
    check("%.*1$d", P(POSITIONAL), YES);
    check("%12$d", P(POSITIONAL), NO);
    check("%12$d", P(INVALID), YES);
    check("%1d$", P(POSITIONAL), NO);
    check("%d", P(INVALID), NO);
    check("%", P(INVALID), YES);
    check("%5", P(INVALID), YES);
    check("%!%d", P(CONVERSION), "d");
    check("%l%d", P(CONVERSION), "d");
    check("%hls", P(WIDE), NO);
}

static void check_scanf(void)
{
    check("%d %x", S(CONVERSION), "dx");
    check("%d %x", S(LETTER), "dx");
    check("%ld", S(LETTER), "l");
    check("%ld %hhd", S(CONVERSION), "d");
    check("%S%C", S(CONVERSION), "cs");
    check("%S", S(WIDE), YES);
    check("%ls", S(WIDE), YES);
    check("%l[a]", S(WIDE), YES);
    check("%lls", S(WIDE), NO);
    check("%ld %s", S(WIDE), NO);
    check("%ms", S(ALLOCATE), YES);
    check("%9m[a]", S(ALLOCATE), YES);
    check("%*ms", S(ALLOCATE), YES);
    check("%sm", S(ALLOCATE), NO);
    check("%[%d]%s", S(CONVERSION), "[s");
    check("%[]%d]%s", S(CONVERSION), "[s");
    check("%[^]%d]%s", S(CONVERSION), "[s");
    check("%[-]%d", S(CONVERSION), "[d");
    check("%[a-]%d", S(CONVERSION), "[d");
    check("%[", S(CONVERSION), "[");
    check("%1$d", S(POSITIONAL), YES);
    check("%12d", S(POSITIONAL), NO);
    check("%*d", S(CONVERSION), "d");
    check("%%%n", S(CONVERSION), "n");
    check("%", S(CONVERSION), "");
}

static void check_strftime(void)
{
    check("%Y-%m-%d", T(CONVERSION), "Ydm");
    check("%Y-%m-%d", T(WIDTH), NO);
    check("%%Y", T(CONVERSION), "%");
    check("%%%Z", T(CONVERSION), "%Z");
    check("%-d%_m%0H", T(CONVERSION), "Hdm");
    check("%-d%_m%0H", T(WIDTH), NO);
    check("%+5Y", T(CONVERSION), "Y");
    check("%+5Y", T(WIDTH), YES);
    check("%Ey%Od", T(CONVERSION), "dy");
    check("% -5F", T(CONVERSION), "F");
    check("% F", T(CONVERSION), " ");
    check("text", T(CONVERSION), "");
}

static void check_unknown(void)
{
    bool seen[256] = {false};

    wrong += values("%d", 2, false, P(LETTER), seen);
    wrong += values("", 0, true, P(LETTER), seen);
    wrong += values("%h", 3, false, S(WIDE), seen);
    wrong += values("%d", 3, false, UNISPEC_FORMAT_KINDS, seen);
    wrong += values("%d", 3, false, -1, seen);
    wrong += format_values("%d", 3, 4, P(LETTER), seen);
    wrong += format_values("%d\0\0\0\0\0\0", 8, 1,
                           P(LETTER) | UNISPEC_FORMAT_WIDE, seen);
    /* A letter beyond 255 ends the specification, and has no place in a set. */
    wrong += !format_values((const char *)L"%\x4e00", 12, 4,
                            P(LETTER) | UNISPEC_FORMAT_WIDE, seen);
    wrong += format_values((const char *)L"%\x4e00", 12, 4,
                           S(LETTER) | UNISPEC_FORMAT_WIDE, seen);
}

static unsigned next_random(void)
{
    static unsigned long long state = 1;

    state = state * 6364136223846793005u + 1442695040888963407u;
    return state >> 33;
}

static void generate(char *text, size_t length)
{
    static const char letters[] =
        "%%%%%%lhLjztdsfcCSnmx[]^-*.$0123456789#+ 'EO_";

    for (size_t i = 0; i < length; i++)
        text[i] = letters[next_random() % sizeof letters];
}

int main(void)
{
    long answers[2] = {0, 0};
    char text[24];

    check_printf();
    check_scanf();
    check_strftime();
    check_unknown();
    for (int i = 0; i < 100000; i++) {
        size_t length = next_random() % sizeof text;
        bool seen[256] = {false};

        generate(text, length);
        answers[values(text, length, i & 1,
                       next_random() % UNISPEC_FORMAT_KINDS, seen)]++;
    }
    printf("wrong: %d\n", wrong);
    printf("unknown: %s\n", answers[0] ? "some" : "none");
    printf("known: %s\n", answers[1] ? "some" : "none");
    return 0;
}
