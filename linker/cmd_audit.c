/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec audit: prints the audit of an image in one of the formats of the
 * table below, to the standard output or to a file. A file that could not be
 * written whole is removed.
 */
#include "audit_read.h"
#include "audit_report.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct audit_options {
    const char *format, *output;
};

static const struct option_spec audit_option_table[] = {
    {"format", 'f', OPTION_STRING, "NAME",
     offsetof(struct audit_options, format), "text (default) or json"},
    {"output", 'o', OPTION_STRING, "FILE",
     offsetof(struct audit_options, output),
     "write to FILE instead of the standard output"},
};

struct audit_format {
    const char *name;
    void (*report)(const json_t *audit, FILE *out);
};

static const struct audit_format formats[] = {
    {"text", audit_report_text},
    {"json", audit_report_json},
};
enum { FORMATS = sizeof(formats) / sizeof(formats[0]) };

void audit_report_json(const json_t *audit, FILE *out)
{
    json_dumpf(audit, out, JSON_INDENT(2));
    fputc('\n', out);
}

static const struct audit_format *find_format(const struct tool *tool,
                                              const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (!strcmp(formats[i].name, name))
            return &formats[i];
    char listed[64] = "";
    for (size_t i = 0; i < FORMATS; i++) {
        strcat(listed, i ? ", " : "");
        strcat(listed, formats[i].name);
    }
    tool_error(tool, "--format=%s: unknown format; there is: %s", name, listed);
    return NULL;
}

static int write_failed(const struct tool *tool, const char *path)
{
    tool_error(tool, "cannot write %s: %s", path ? path : "standard output",
               strerror(errno));
    return STATUS_INPUT;
}

static int write_file(const struct tool *tool,
                      const struct audit_format *format, const json_t *audit,
                      const char *path)
{
    struct stat st;
    FILE *out = fopen(path, "we");
    if (!out)
        return write_failed(tool, path);
    bool regular = fstat(fileno(out), &st) == 0 && S_ISREG(st.st_mode);
    format->report(audit, out);
    bool bad = ferror(out);
    if (!(fclose(out) || bad))
        return STATUS_OK;
    int status = write_failed(tool, path);
    if (regular)
        unlink(path);
    return status;
}

static int write_stdout(const struct tool *tool,
                        const struct audit_format *format, const json_t *audit)
{
    format->report(audit, stdout);
    return fflush(stdout) || ferror(stdout) ? write_failed(tool, NULL)
                                            : STATUS_OK;
}

static int audit_main(struct tool *tool, const void *options,
                      const struct arguments *arguments)
{
    const struct audit_options *o = options;
    struct image image;
    const struct audit_format *format =
        find_format(tool, o->format ? o->format : "text");
    if (!format)
        return STATUS_USAGE;
    if (!image_open(tool, &image, arguments->positional[0]))
        return STATUS_INPUT;
    int status = STATUS_INPUT;
    json_t *audit = audit_read(tool, &image);
    if (audit)
        status = o->output ? write_file(tool, format, audit, o->output)
                           : write_stdout(tool, format, audit);
    json_decref(audit);
    image_close(&image);
    return status;
}

const struct command command_audit = {
    .name = "audit",
    .summary = "print what an image kept, what was removed, and why",
    .arguments = "IMAGE",
    .options = audit_option_table,
    .option_count = sizeof(audit_option_table) / sizeof(audit_option_table[0]),
    .options_size = sizeof(struct audit_options),
    .positional_min = 1,
    .positional_max = 1,
    .run = audit_main,
};
