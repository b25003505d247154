/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Writes the guest's command line:
 *     arg0=NAME env.K=V ... stdin=pipe stdout=pipe share=TAG:PATH strace
 *     vda=PATH ip=... -- ARG ...
 *
 * A word that is more than plain characters stands in double quotes, with
 * \" \\ \n \xHH inside, so that the text is printable ASCII: Firecracker
 * takes nothing else. kernel/ parses it (boot options and argv).
 */
#include "qemu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (c && strchr("%+,-./:=@^_~", c));
}

static bool word_is_plain(const char *text)
{
    const char *c = text;
    while (*c && is_plain((unsigned char)*c))
        c++;
    return c > text && !*c;
}

static void put_escaped(FILE *out, unsigned char c)
{
    if (c == '"' || c == '\\')
        fprintf(out, "\\%c", c);
    else if (c == '\n')
        fputs("\\n", out);
    else if (c < 0x20 || c > 0x7e)
        fprintf(out, "\\x%02x", c);
    else
        fputc(c, out);
}

/* One word, PREFIX and TEXT joined; the first word has no space before it. */
static void put_word(FILE *out, const char *prefix, const char *text)
{
    char *word = tool_format("%s%s", prefix, text);
    if (ftell(out) > 0)
        fputc(' ', out);
    if (word_is_plain(word)) {
        fputs(word, out);
    } else {
        fputc('"', out);
        for (const char *c = word; *c; c++)
            put_escaped(out, (unsigned char)*c);
        fputc('"', out);
    }
    free(word);
}

static void put_disks(FILE *out, const struct guest_devices *devices)
{
    char prefix[] = "vda=";

    for (size_t i = 0; i < devices->files.count; i++, prefix[2]++)
        if (devices->disk_mounts[i])
            put_word(out, prefix, devices->disk_mounts[i]);
}

char *guest_cmdline(const struct guest_words *words)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return tool_alloc(1);
    put_word(out, "arg0=", words->name);
    for (size_t i = 0; words->environment && i < words->environment->count; i++)
        put_word(out, "env.", words->environment->items[i]);
    if (words->stdin_pipe)
        put_word(out, "", "stdin=pipe");
    if (words->stdout_pipe)
        put_word(out, "", "stdout=pipe");
    if (words->share)
        put_word(out, "share=", words->share);
    if (words->strace)
        put_word(out, "", "strace");
    if (words->devices)
        put_disks(out, words->devices);
    if (words->devices && words->devices->net_address)
        put_word(out, "", words->devices->net_address);
    if (words->argument_count)
        put_word(out, "", "--");
    for (size_t i = 0; i < words->argument_count; i++)
        put_word(out, "", words->arguments[i]);
    fclose(out);
    return text;
}
