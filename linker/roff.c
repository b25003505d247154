/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Text for roff; in both unispec and ld.unispec. */
#include "roff.h"

#include <ctype.h>
#include <stdbool.h>

void roff_text(FILE *out, const char *text)
{
    bool start = true;

    for (; *text; text++) {
        if (start && (*text == '.' || *text == '\''))
            fputs("\\&", out);
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else
            fputc(*text, out);
        start = *text == '\n';
    }
}

static void put_upper(FILE *out, const char *text)
{
    for (; *text; text++)
        fputc(toupper((unsigned char)*text), out);
}

void roff_head(FILE *out, const char *name, const char *summary,
               const char *usage)
{
    fputs(".TH ", out);
    put_upper(out, name);
    fputs(" 1 \"\" \"unispec " UNISPEC_VERSION "\" \"unispec\"\n.SH NAME\n",
          out);
    roff_text(out, name);
    fputs(" \\- ", out);
    roff_text(out, summary);
    fputs("\n.SH SYNOPSIS\n", out);
    roff_text(out, usage);
    fputc('\n', out);
}
