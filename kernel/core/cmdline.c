/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The monitor's command line: `[options] -- program's arguments`. Words are
 * separated by blanks; between double quotes blanks belong to the word; a
 * backslash takes the next character as it is, but \n is a newline and \xHH
 * the byte HH. Without "--" all words are options. Where the program has
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

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes what follows a backslash; never moves past the end of the line. */
static const char *unescape(const char *in, char *out)
{
    int high, low;

    switch (*in) {
    case 0:
        *out = '\\';
        return in;
    case 'n':
        *out = '\n';
        return in + 1;
    case 'x':
        high = hex_digit(in[1]);
        low = high < 0 ? -1 : hex_digit(in[2]);
        if (low >= 0) {
            *out = (char)(high << 4 | low);
            return in + 3;
        }
    }
    *out = *in;
    return in + 1;
}

/* Copies the word at *line with its end; returns the end of the copy. */
static char *copy_word(const char **line, char *out)
{
    const char *in = *line;
    bool quoted = false;

    while (*in && (quoted || !is_blank(*in))) {
        if (*in == '"') {
            quoted = !quoted;
            in++;
        } else if (*in == '\\') {
            in = unescape(in + 1, out++);
        } else {
            *out++ = *in++;
        }
    }
    *out++ = 0;
    *line = in;
    return out;
}

const struct boot_words *cmdline_split(const char *line, char *out)
{
    unsigned *count = &words.option_count;

    words.options = out;
    while (*line) {
        const char *start = line;
        char *end;

        if (is_blank(*line)) {
            line++;
            continue;
        }
        end = copy_word(&line, out);
        if (count == &words.option_count && line - start == 2 &&
            start[0] == '-' && start[1] == '-') {
            words.arguments = out;
            count = &words.argument_count;
        } else if (__unispec_reached(virtio_mmio_scan) &&
                   boot_after(start, BOOT_VIRTIO_MMIO)) {
            continue;
        } else {
            out = end;
            ++*count;
        }
    }
    words.end = out;
    if (count == &words.option_count)
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
