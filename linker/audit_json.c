/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The audit as it is stored, and what the formats that are JSON share.
 */
#include "audit_read.h"
#include "audit_report.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

void report_json(const struct report *report, FILE *out)
{
    json_dumpf(report->audit, out, JSON_INDENT(2));
    fputc('\n', out);
}

void report_dump(json_t *json, FILE *out)
{
    json_dumpf(json, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(json);
}

char *report_time(const struct report *report)
{
    time_t at = (time_t)report->seconds;
    struct tm utc;
    char text[64] = "1970-01-01T00:00:00Z";
    if (gmtime_r(&at, &utc))
        strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return tool_format("%s", text);
}

const char *report_image_name(const json_t *audit)
{
    const char *name = audit_text(json_object_get(audit, "image"), "name");
    return *name ? name : "image";
}

void report_image_hash(const struct report *report, char text[SHA256_TEXT])
{
    size_t size = 0;
    const char *bytes = elf_rawfile(report->image->elf, &size);
    sha256_text(bytes ? bytes : "", size, text);
}

/* ---- words */

static const struct {
    const char *key, *words;
} components[] = {{"app", "program"},
                  {"libc", "C library"},
                  {"rt", "run-time support"},
                  {"kernel", "kernel"},
                  {"net", "network"}};

const char *report_component_words(const char *component)
{
    for (size_t i = 0; i < sizeof(components) / sizeof(components[0]); i++)
        if (!strcmp(components[i].key, component))
            return components[i].words;
    return "other";
}
