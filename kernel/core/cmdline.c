/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The monitor's command line: `[options] -- program's arguments`. Words are
 * separated by blanks and control characters; between double quotes these
 * belong to the word; a backslash takes the next character as it is, but \n is
 * a newline and \xHH the byte HH. Without "--" all words are options. Where the program has
 * devices of virtio-mmio, words that name such are no arguments, if they are
 * written without quotes and escapes: QEMU appends them to the whole line.
 *
 * Used by start.c, which keeps the decoded words on the main stack, and by
 * whatever asks for an option.
 */
#include <kernel/boot.h>
#include <stddef.h>
#include <unispec/attributes.h>

#define NAME_OPTION "arg0"

void virtio_mmio_scan(void);
#pragma weak virtio_mmio_scan

static struct boot_words words;

/* The digit's value; 16: it is none. */
static unsigned hex_digit(unsigned char c)
{
    unsigned digit = c - '0', letter = (c | 0x20) - 'a';

    return digit < 10 ? digit : letter < 6 ? letter + 10 : 16;
}

/* Decodes what follows a backslash; never moves past the end of the line. */
static const char *unescape(const char *in, char *out)
{
    unsigned high, low;
    char c = *in;

    if (c == 'n') {
        c = '\n';
    } else if (c == 'x' && (high = hex_digit(in[1])) < 16 &&
               (low = hex_digit(in[2])) < 16) {
        c = (char)(high << 4 | low);
        in += 2;
    } else if (!c) {
        c = '\\';
        in--;
    }
    *out = c;
    return in + 1;
}

/* Copies the word at `in` with its end to *out; returns what follows. */
static const char *copy_word(const char *in, char **out)
{
    unsigned char c, blank = ' '; /* 0 between quotes */
    char *to = *out;

    while ((c = (unsigned char)*in) > blank) {
        in++;
        if (c == '"') {
            blank ^= ' ';
            continue;
        }
        *to = (char)c;
        if (c == '\\')
            in = unescape(in, to);
        to++;
    }
    *to++ = 0;
    *out = to;
    return in;
}

static bool is_separator(const char *start, const char *end)
{
    return end - start == 2 && !__builtin_memcmp(start, "--", 2);
}

const struct boot_words *cmdline_split(const char *line, char *out)
{
    unsigned *count = &words.option_count;

    words.options = out;
    for (;;) {
        const char *start;
        char *word = out;

        while ((unsigned char)(*line - 1) < ' ')
            line++;
        if (!*line)
            break;
        start = line;
        line = copy_word(line, &out);
        if (!words.arguments && is_separator(start, line)) {
            words.arguments = out = word;
            count = &words.argument_count;
        } else if (__unispec_reached(virtio_mmio_scan) &&
                   boot_after(start, BOOT_VIRTIO_MMIO)) {
            out = word;
        } else {
            ++*count;
        }
    }
    words.end = out;
    if (!words.arguments)
        words.arguments = out;
    return &words;
}

const char *boot_after(const char *text, const char *prefix)
{
    while (*prefix)
        if (*text++ != *prefix++)
            return NULL;
    return text;
}

bool boot_option(const char *name, const char **value)
{
    const char *w = words.options, *rest;

    for (; w < words.arguments; w = rest + 1) {
        rest = boot_after(w, name);
        if (rest && (!*rest || *rest == '=')) {
            *value = *rest ? rest + 1 : rest;
            return true;
        }
        for (rest = w; *rest; rest++)
            ;
    }
    return false;
}

bool boot_option_is(const char *name, const char *value)
{
    const char *given;

    if (!boot_option(name, &given))
        return false;
    given = boot_after(given, value);
    return given && !*given;
}

const struct boot_words *boot_words(void)
{
    return &words;
}

/* The program may write to the strings of its arguments (C11, 5.1.2.2.1). */
const char *boot_program_name(void)
{
    static char unnamed[] = "app";
    const char *name;

    return boot_option(NAME_OPTION, &name) ? name : unnamed;
}
