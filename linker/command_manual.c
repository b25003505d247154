/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The manual pages of unispec, from the tables of its subcommands.
 */
#include "manual.h"

#include <stdlib.h>

static void print_option(FILE *out, const struct option_spec *option)
{
    fputs(".TP\n.B ", out);
    if (option->letter)
        fprintf(out, "\\-%c, ", option->letter);
    fputs("\\-\\-", out);
    roff_text(out, option->name);
    if (option->value) {
        fputs("=\\fI", out);
        roff_text(out, option->value);
        fputs("\\fR", out);
    }
    fputc('\n', out);
    roff_text(out, option->help);
    fputc('\n', out);
}

static void print_see(FILE *out, const struct command *const *commands,
                      size_t count)
{
    fputs(".SH SEE ALSO\n", out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, ".BR unispec\\-%s (1),\n", commands[i]->name);
    fputs(".BR ld.unispec (1)\n", out);
}

void manual_print_command(FILE *out, const struct command *command)
{
    char *name = tool_format("unispec-%s", command->name);
    char *usage = tool_format("unispec %s [options] %s%s", command->name,
                              command->arguments,
                              command->takes_rest ? " [-- ARGS]" : "");

    roff_head(out, name, command->summary, usage);
    fputs(".SH OPTIONS\n", out);
    for (size_t i = 0; i < command->option_count; i++)
        print_option(out, &command->options[i]);
    fputs(".TP\n.B \\-\\-help\nprint the usage\n", out);
    if (command->details) {
        fputs(".SH DETAILS\n.nf\n", out);
        roff_text(out, command->details);
        fputs(".fi\n", out);
    }
    fputs(".SH SEE ALSO\n.BR unispec (1), ld.unispec (1)\n", out);
    free(usage);
    free(name);
}

void manual_print_main(FILE *out, const struct command *const *commands,
                       size_t count)
{
    roff_head(out, "unispec", "run and explain unikernel images",
              "unispec COMMAND [options] ...");
    fputs(".SH COMMANDS\n", out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, ".TP\n.B %s\n", commands[i]->name);
        roff_text(out, commands[i]->summary);
        fputc('\n', out);
    }
    print_see(out, commands, count);
}
