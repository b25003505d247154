/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Prints --help and the manual page from options.def: options with a help text
 * on a line each, the others of a group by name. */
#include "ld_options.h"
#include "roff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *name, *form, *metavar, *help; /* form NULL: a group's title */
};

#define GROUP(title) {title, NULL, NULL, NULL},
#define OPTION(name, form, handler, data, metavar, help)                       \
    {name, #form, metavar, help},
static const struct entry table[] = {
#include "options.def"
};

enum { TABLE_SIZE = sizeof(table) / sizeof(*table), COLUMN = 30, WIDTH = 80 };

static char *usage_of(const struct entry *e)
{
    const char *dashes = e->name[1] ? "--" : "-";

    if (!e->metavar)
        return must_format("%s%s", dashes, e->name);
    if (!strcmp(e->form, "MAYBE"))
        return must_format("%s%s[=%s]", dashes, e->name, e->metavar);
    if (!strcmp(e->form, "LETTER"))
        return must_format("%s%s %s", dashes, e->name, e->metavar);
    if (!strcmp(e->form, "VALUE"))
        return must_format("%s%s=%s", dashes, e->name, e->metavar);
    return must_format("%s%s%s", dashes, e->name, e->metavar);
}

/* TEXT from column AT on, with the following lines at column INDENT. */
static void print_wrapped(const char *text, int at, int indent)
{
    while (*text) {
        int n = (int)strcspn(text, " ");
        if (at + 1 + n > WIDTH) {
            printf("\n%*s", indent, "");
            at = indent;
        } else if (at > indent) {
            putchar(' ');
            at++;
        }
        printf("%.*s", n, text);
        at += n;
        text += n;
        text += *text == ' ';
    }
    putchar('\n');
}

static void print_option(const struct entry *e)
{
    char *usage = usage_of(e);
    int n = (int)strlen(usage);

    printf("  %s", usage);
    if (n + 3 > COLUMN)
        printf("\n%*s", COLUMN, "");
    else
        printf("%*s", COLUMN - n - 2, "");
    print_wrapped(e->help, COLUMN, COLUMN);
}

static void print_unexplained(const struct entry *e)
{
    int at = 2;
    bool any = false;

    for (; e < table + TABLE_SIZE && e->form; e++) {
        int n = (int)strlen(e->name) + (e->name[1] ? 3 : 2);
        if (e->help)
            continue;
        printf("%s", any ? "" : "  and");
        if (at + n > WIDTH - 4) {
            printf("\n  ");
            at = 2;
        }
        printf(" %s%s", e->name[1] ? "--" : "-", e->name);
        at += n + (any ? 0 : 3);
        any = true;
    }
    if (any)
        putchar('\n');
}

static const char about[] =
    "Links objects and archives into one bootable unikernel image. Takes a "
    "GNU\nlinker's command line; the system's libraries come from unispec's "
    "own sysroot.\nA word @FILE stands for the words in FILE.\n";

static const char statuses[] =
    "0 success, 1 error in the inputs, 2 error on the command line,\n"
    "125 and up internal error.\n";

static void print_manual_option(const struct entry *e)
{
    char *usage = usage_of(e);

    printf(".TP\n.B ");
    roff_text(stdout, usage);
    printf("\n");
    roff_text(stdout, e->help ? e->help
                              : "accepted and ignored, or another "
                                "spelling");
    printf("\n");
    free(usage);
}

void options_print_manual(void)
{
    roff_head(stdout, "ld.unispec", "link a program into a bootable image",
              "ld.unispec [options] file...");
    printf(".SH DESCRIPTION\n");
    roff_text(stdout, about);
    for (size_t i = 0; i < TABLE_SIZE; i++) {
        if (table[i].form) {
            print_manual_option(&table[i]);
        } else {
            printf(".SH \"OPTIONS: ");
            roff_text(stdout, table[i].name);
            printf("\"\n");
        }
    }
    printf(".SH EXIT STATUS\n");
    roff_text(stdout, statuses);
    printf(".SH SEE ALSO\n.BR unispec (1)\n");
}

void options_print_help(const char *program)
{
    printf("Usage: %s [options] file...\n%s", program, about);
    for (size_t i = 0; i < TABLE_SIZE; i++) {
        if (!table[i].form) {
            printf("\n%s:\n", table[i].name);
            for (size_t j = i + 1; j < TABLE_SIZE && table[j].form; j++)
                if (table[j].help)
                    print_option(&table[j]);
            print_unexplained(&table[i + 1]);
        }
    }
    printf("\nExit status: %s%s: supported targets: elf64-x86-64\n", statuses,
           program);
}
