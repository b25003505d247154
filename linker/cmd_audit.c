/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec audit: prints the audit of an image in one of the formats of
 * report_formats.def, to the standard output or to a file. A file that could
 * not be written whole is removed.
 */
#include "archive_names.h"
#include "audit_cve.h"
#include "audit_report.h"
#include "source_date.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct audit_options {
    const char *format, *output, *cves, *author;
};

static const struct option_spec audit_option_table[] = {
    {"format", 'f', OPTION_STRING, "NAME",
     offsetof(struct audit_options, format), "one of the formats below"},
    {"output", 'o', OPTION_STRING, "FILE",
     offsetof(struct audit_options, output),
     "write to FILE instead of the standard output"},
    {"cve", 0, OPTION_STRING, "FILE", offsetof(struct audit_options, cves),
     "for openvex and cyclonedx: CVEs and their code"},
    {"author", 0, OPTION_STRING, "WHO", offsetof(struct audit_options, author),
     "for openvex: the person or organisation whose statements they are"},
};

struct audit_format {
    const char *name;
    bool needs_cves;
    void (*report)(const struct report *report, FILE *out);
};

static const struct audit_format formats[] = {
#define FORMAT(name, what, needs_cves) {#name, needs_cves, report_##name},
#include "report_formats.def"
#undef FORMAT
};
enum { FORMATS = sizeof(formats) / sizeof(formats[0]) };

static const char details[] = "formats:\n"
#define FORMAT(name, what, needs_cves) "  " #name ": " what "\n"
#include "report_formats.def"
#undef FORMAT
    ;

static const struct audit_format *find_format(const struct tool *tool,
                                              const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (!strcmp(formats[i].name, name))
            return &formats[i];
    tool_error(tool, "--format=%s: unknown format; there is:"
#define FORMAT(name, what, needs_cves) " " #name
#include "report_formats.def"
#undef FORMAT
               ,
               name);
    return NULL;
}

static int write_failed(const struct tool *tool, const char *path)
{
    tool_error(tool, "cannot write %s: %s", path ? path : "standard output",
               strerror(errno));
    return STATUS_INPUT;
}

static int write_file(const struct tool *tool,
                      const struct audit_format *format,
                      const struct report *report, const char *path)
{
    struct stat st;
    FILE *out = fopen(path, "we");
    if (!out)
        return write_failed(tool, path);
    bool regular = fstat(fileno(out), &st) == 0 && S_ISREG(st.st_mode);
    format->report(report, out);
    bool bad = ferror(out);
    if (!(fclose(out) || bad))
        return STATUS_OK;
    int status = write_failed(tool, path);
    if (regular)
        unlink(path);
    return status;
}

static int write_stdout(const struct tool *tool,
                        const struct audit_format *format,
                        const struct report *report)
{
    format->report(report, stdout);
    return fflush(stdout) || ferror(stdout) ? write_failed(tool, NULL)
                                            : STATUS_OK;
}

static int audit_image(struct tool *tool, const struct audit_format *format,
                       const struct audit_options *o, struct report *report,
                       const char *path)
{
    struct image image;
    int status = STATUS_INPUT;
    if (!image_open(tool, &image, path))
        return STATUS_INPUT;
    json_t *audit = audit_read(tool, &image);
    report->audit = audit;
    report->image = &image;
    if (audit)
        status = o->output ? write_file(tool, format, report, o->output)
                           : write_stdout(tool, format, report);
    json_decref(audit);
    image_close(&image);
    return status;
}

static json_t *read_libc(const struct tool *tool)
{
    json_t *names = json_object();
    char *path = tool_format("%s/lib/unispec/sysroot/lib/libc.a", tool->root);
    archive_names(path, names);
    free(path);
    return names;
}

static int audit_main(struct tool *tool, const void *options,
                      const struct arguments *arguments)
{
    const struct audit_options *o = options;
    const struct audit_format *format =
        find_format(tool, o->format ? o->format : "text");
    if (!format)
        return STATUS_USAGE;
    if (format->needs_cves && !o->cves) {
        tool_error(tool, "--format=%s needs --cve=FILE", format->name);
        return STATUS_USAGE;
    }
    long long seconds;
    if (!source_date(tool, time(NULL), &seconds))
        return STATUS_INPUT;
    json_t *cves = o->cves ? cves_read(tool, o->cves) : NULL;
    if (o->cves && !cves)
        return STATUS_INPUT;
    json_t *libc = cves ? read_libc(tool) : NULL;
    struct report report = {.root = tool->root,
                            .cves = cves,
                            .libc = libc,
                            .author = o->author,
                            .seconds = seconds};
    int status =
        audit_image(tool, format, o, &report, arguments->positional[0]);
    json_decref(cves);
    json_decref(libc);
    return status;
}

const struct command command_audit = {
    .name = "audit",
    .summary = "print what an image kept, what was removed, and why",
    .arguments = "IMAGE",
    .details = details,
    .values = "format="
#define FORMAT(name, what, needs_cves) #name " "
#include "report_formats.def"
#undef FORMAT
    ,
    .options = audit_option_table,
    .option_count = sizeof(audit_option_table) / sizeof(audit_option_table[0]),
    .options_size = sizeof(struct audit_options),
    .positional_min = 1,
    .positional_max = 1,
    .run = audit_main,
};
