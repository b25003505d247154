/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Completion for bash, from the tables of the subcommands: their names, their
 * options, the values of options that have a list, else names of files.
 */
#include "manual.h"

#include <stdlib.h>
#include <string.h>

/* The script's function: %s are the names of the subcommands. */
static const char head[] =
    "# bash completion for unispec; made from its tables of options\n"
    "_unispec()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} options= option= values=\n"
    "    COMPREPLY=()\n"
    "    if ((COMP_CWORD == 1)); then\n"
    "        COMPREPLY=($(compgen -W '%s --help --version' -- \"$cur\"))\n"
    "        return\n"
    "    fi\n"
    "    if [[ $cur == = ]]; then\n"
    "        cur= option=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then\n"
    "        option=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    else\n"
    "        option=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    fi\n"
    "    case ${COMP_WORDS[1]} in\n";

static const char tail[] =
    "    esac\n"
    "    if [[ $values ]]; then\n"
    "        COMPREPLY=($(compgen -W \"$values\" -- \"$cur\"))\n"
    "    elif [[ $cur == -* ]]; then\n"
    "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
    "        [[ ${COMPREPLY-} != *= ]] || compopt -o nospace 2>/dev/null\n"
    "    else\n"
    "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
    "    fi\n"
    "} &&\n"
    "    complete -o filenames -F _unispec unispec\n";

/* VALUES: "name=a b c" for each option that has a list, a line each. */
static void print_values(FILE *out, const struct command *command)
{
    fputs("        case $option in\n", out);
    for (const char *line = command->values; line && *line;) {
        int name = (int)strcspn(line, "="), whole = (int)strcspn(line, "\n");
        fprintf(out, "        --%.*s) values='%.*s' ;;\n", name, line,
                whole - name - 1, line + name + 1);
        line += whole + (line[whole] == '\n');
    }
    fputs("        esac\n", out);
}

static void print_command(FILE *out, const struct command *command)
{
    fprintf(out, "    %s)\n        options='", command->name);
    for (size_t i = 0; i < command->option_count; i++)
        fprintf(out, "--%s%s ", command->options[i].name,
                command->options[i].value ? "=" : "");
    fputs("--help'\n", out);
    if (command->values)
        print_values(out, command);
    fputs("        ;;\n", out);
}

void completion_print(FILE *out, const struct command *const *commands,
                      size_t count)
{
    char *names = NULL;
    size_t size;
    FILE *list = open_memstream(&names, &size);

    for (size_t i = 0; list && i < count; i++)
        fprintf(list, "%s%s", i ? " " : "", commands[i]->name);
    if (list)
        fclose(list);
    fprintf(out, head, names ? names : "");
    for (size_t i = 0; i < count; i++)
        print_command(out, commands[i]);
    fputs(tail, out);
    free(names);
}
