/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * guest_cmdline (the writer, linker/) against cmdline_split (the reader,
 * kernel/): fixed cases by their text, and random words that must come back
 * as they were, from text that is printable ASCII.
 */
#include "qemu.h"

#include <kernel/boot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *text)
{
    printf("%s: %s\n", what, text);
    exit(1);
}

static void expect(const char *argument, const char *wanted)
{
    char *words[] = {(char *)argument};
    struct guest_words w = {
        .name = "app", .arguments = words, .argument_count = 1};
    char *text = guest_cmdline(&w);
    char *full = tool_format("arg0=app -- %s", wanted);
    if (strcmp(text, full))
        fail("wrong text", text);
    free(text);
    free(full);
}

/* One to twelve bytes, often the ones that need care. */
static char *random_word(bool may_be_empty)
{
    static const char hard[] = " \t\n\"\\'-=x0041nn\x16\x04\x7f\x80\xff";
    size_t length = (size_t)rand() % 12 + !may_be_empty;
    char *word = tool_alloc(length + 1);
    for (size_t i = 0; i < length; i++)
        word[i] = rand() % 2 ? hard[(size_t)rand() % (sizeof(hard) - 1)]
                             : (char)(rand() % 255 + 1);
    return word;
}

static const char *expect_word(const char *at, const char *prefix,
                               const char *word, const char *line)
{
    if (strncmp(at, prefix, strlen(prefix)) ||
        strcmp(at + strlen(prefix), word))
        fail("did not come back", line);
    return at + strlen(at) + 1;
}

static void round_trip(void)
{
    enum { WORDS = 6 };
    char *words[WORDS], *name = random_word(true);
    const char *environment[] = {random_word(false)};
    struct option_list list = {environment, 1};
    size_t count = (size_t)rand() % (WORDS + 1);
    for (size_t i = 0; i < WORDS; i++)
        words[i] = rand() % 8 ? random_word(true) : tool_format("--");
    struct guest_words w = {.name = name,
                            .environment = &list,
                            .arguments = words,
                            .argument_count = count,
                            .stdin_pipe = rand() % 2};
    char *line = guest_cmdline(&w), *out = tool_alloc(2 * strlen(line) + 64);
    for (const char *c = line; *c; c++)
        if (*c < 0x20 || *c > 0x7e)
            fail("not printable", line);
    const struct boot_words *got = cmdline_split(line, out);
    if (got->option_count != 2u + w.stdin_pipe || got->argument_count != count)
        fail("wrong number of words", line);
    const char *at = expect_word(got->options, "arg0=", name, line);
    at = expect_word(at, "env.", environment[0], line);
    at = got->arguments;
    for (size_t i = 0; i < count; i++)
        at = expect_word(at, "", words[i], line);
    /* The kernel splits one line in its life and starts from zero. */
    memset((void *)got, 0, sizeof(*got));
    for (size_t i = 0; i < WORDS; i++)
        free(words[i]);
    free((char *)environment[0]);
    free(name);
    free(line);
    free(out);
}

int main(void)
{
    expect("plain-word_1.2/3:4=5,6", "plain-word_1.2/3:4=5,6");
    expect("", "\"\"");
    expect("a b", "\"a b\"");
    expect("q\"b\\", "\"q\\\"b\\\\\"");
    expect("l\nt\t\x7f\xff", "\"l\\nt\\x09\\x7f\\xff\"");
    expect("--", "--");
    srand(1);
    for (int i = 0; i < 20000; i++)
        round_trip();
    puts("all words came back");
}
