/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Parser and --help of the subcommands, both from the one option table of
 * struct command. Accepts --name=VALUE, --name VALUE, -x VALUE and -xVALUE,
 * in any place before "--"; reports the first mistake and ends with the
 * status of a usage error.
 */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parser {
    struct tool *tool;
    const struct command *command;
    char *options; /* the subcommand's struct, by bytes */
    struct arguments *arguments;
    char **next, **end; /* what is left of argv */
    bool help;
};

static int usage_error(const struct parser *p)
{
    tool_note("see '%s %s --help'", p->tool->name, p->command->name);
    return STATUS_USAGE;
}

/* "--name=VALUE", as --help and the messages write an option. */
static char *option_text(const struct option_spec *option)
{
    return option->value ? tool_format("--%s=%s", option->name, option->value)
                         : tool_format("--%s", option->name);
}

static void print_help(const struct tool *tool, const struct command *command)
{
    printf("usage: %s %s [options] %s%s\n\n%s\n\noptions:\n", tool->name,
           command->name, command->arguments,
           command->takes_rest ? " [-- ARGS]" : "", command->summary);
    for (size_t i = 0; i < command->option_count; i++) {
        const struct option_spec *option = &command->options[i];
        char *text = option_text(option);
        if (option->letter)
            printf("  -%c, %-22s %s\n", option->letter, text, option->help);
        else
            printf("  %-26s %s\n", text, option->help);
        free(text);
    }
    printf("  %-26s %s\n", "--help", "print this text");
    if (command->details)
        printf("\n%s", command->details);
}

static const struct option_spec *find_long(const struct command *command,
                                           const char *name, size_t length)
{
    for (size_t i = 0; i < command->option_count; i++)
        if (strlen(command->options[i].name) == length &&
            !strncmp(command->options[i].name, name, length))
            return &command->options[i];
    return NULL;
}

static const struct option_spec *find_short(const struct command *command,
                                            char letter)
{
    for (size_t i = 0; i < command->option_count; i++)
        if (command->options[i].letter == letter)
            return &command->options[i];
    return NULL;
}

static int unknown_option(const struct parser *p, const char *word)
{
    const char *name = word + strspn(word, "-");
    char *stem = strndup(name, strcspn(name, "="));
    const struct option_spec *best = NULL;
    unsigned nearest = 3;
    for (size_t i = 0; stem && i < p->command->option_count; i++) {
        unsigned d = edit_distance(stem, p->command->options[i].name, 2);
        if (d < nearest) {
            nearest = d;
            best = &p->command->options[i];
        }
    }
    free(stem);
    if (best)
        tool_error(p->tool, "unknown option '%s', did you mean '--%s'", word,
                   best->name);
    else
        tool_error(p->tool, "unknown option '%s'", word);
    return usage_error(p);
}

static void store(struct parser *p, const struct option_spec *option,
                  const char *value)
{
    void *field = p->options + option->offset;
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        break;
    case OPTION_STRING:
        *(const char **)field = value;
        break;
    case OPTION_LIST: {
        struct option_list *list = field;
        list->items =
            tool_realloc(list->items, (list->count + 1) * sizeof(*list->items));
        list->items[list->count++] = value;
        break;
    }
    }
}

/* VALUE is what stands in the same word, or NULL. */
static int take_option(struct parser *p, const struct option_spec *option,
                       const char *value)
{
    if (option->kind == OPTION_FLAG && value) {
        tool_error(p->tool, "option '--%s' takes no value", option->name);
        return usage_error(p);
    }
    if (option->kind != OPTION_FLAG && !value) {
        if (p->next == p->end || !strcmp(*p->next, "--")) {
            tool_error(p->tool, "option '--%s' needs a value: %s", option->name,
                       option->value);
            return usage_error(p);
        }
        value = *p->next++;
    }
    store(p, option, value);
    return -1;
}

static int parse_long(struct parser *p, const char *word)
{
    const char *name = word + 2;
    size_t length = strcspn(name, "=");
    if (!strcmp(name, "help")) {
        p->help = true;
        return -1;
    }
    const struct option_spec *option = find_long(p->command, name, length);
    if (!option)
        return unknown_option(p, word);
    return take_option(p, option,
                       name[length] == '=' ? name + length + 1 : NULL);
}

static int parse_short(struct parser *p, const char *word)
{
    const struct option_spec *option = find_short(p->command, word[1]);
    if (!option)
        return unknown_option(p, word);
    return take_option(p, option, word[2] ? word + 2 : NULL);
}

static int add_positional(struct parser *p, const char *word)
{
    struct arguments *a = p->arguments;
    if (a->count == p->command->positional_max) {
        tool_error(p->tool, "unexpected argument '%s'", word);
        if (p->command->takes_rest)
            tool_note("what the program shall get stands after '--'");
        return usage_error(p);
    }
    a->positional[a->count++] = word;
    return -1;
}

static void take_rest(struct parser *p)
{
    p->arguments->rest = p->next;
    p->arguments->rest_count = (size_t)(p->end - p->next);
    p->next = p->end;
}

static int parse_word(struct parser *p, bool prefix_only)
{
    const char *word = *p->next++;
    if (!strcmp(word, "--") && p->command->takes_rest) {
        take_rest(p);
        return -1;
    }
    if (!strncmp(word, "--", 2) && word[2])
        return parse_long(p, word);
    if (word[0] == '-' && word[1])
        return parse_short(p, word);
    int status = add_positional(p, word);
    if (status < 0 && prefix_only &&
        p->arguments->count == p->command->positional_max) {
        if (p->next < p->end && !strcmp(*p->next, "--"))
            p->next++;
        take_rest(p);
    }
    return status;
}

int options_parse(struct tool *tool, const struct command *command, int argc,
                  char **argv, bool prefix_only, void *options,
                  struct arguments *arguments)
{
    struct parser p = {.tool = tool,
                       .command = command,
                       .options = options,
                       .arguments = arguments,
                       .next = argv + 1,
                       .end = argv + argc};
    arguments->positional = tool_alloc((command->positional_max + 1) *
                                       sizeof(*arguments->positional));
    while (p.next < p.end && !p.help) {
        int status = parse_word(&p, prefix_only);
        if (status >= 0)
            return status;
    }
    if (p.help) {
        print_help(tool, command);
        return STATUS_OK;
    }
    if (arguments->count < command->positional_min) {
        tool_error(tool, "%s needs %s", command->name, command->arguments);
        return usage_error(&p);
    }
    return -1;
}

void options_free(const struct command *command, void *options,
                  struct arguments *arguments)
{
    for (size_t i = 0; i < command->option_count; i++)
        if (command->options[i].kind == OPTION_LIST) {
            struct option_list *list =
                (void *)((char *)options + command->options[i].offset);
            free(list->items);
        }
    free(arguments->positional);
}
