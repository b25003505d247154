/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * OpenVEX 0.2.0: one statement for each CVE of --cve, about the image with this
 * hash. The document's identifier
 * is made from its contents, so the same image and list give the same document
 * where SOURCE_DATE_EPOCH fixes the time.
 */
#include "audit_cve.h"
#include "audit_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* OpenVEX 0.2.0, "Status Labels" and "Status Justifications". */
static const struct {
    const char *status, *justification;
} words[] = {
    [CVE_NOT_PRESENT] = {"not_affected", "vulnerable_code_not_present"},
    [CVE_NOT_REACHED] = {"not_affected", "vulnerable_code_not_in_execute_path"},
    [CVE_OPEN] = {"under_investigation", NULL},
};

/* purl: what is no letter, digit or one of .-_~ is written as %XX. */
static char *package_url(const char *name)
{
    char *url = tool_format("pkg:generic/");
    for (const char *c = name; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || strchr(".-_~", *c);
        char *longer = plain ? tool_format("%s%c", url, *c)
                             : tool_format("%s%%%02X", url, (unsigned char)*c);
        free(url);
        url = longer;
    }
    return url;
}

static json_t *make_statement(const struct report *report, const json_t *cve)
{
    struct cve_verdict verdict = cve_judge(report->audit, report->libc, cve);
    char *url = package_url(report_image_name(report->audit));
    const char *justification = words[verdict.state].justification;
    char hash[SHA256_TEXT];
    report_image_hash(report, hash);
    json_t *statement =
        json_pack("{s:{s:s}, s:[{s:s, s:{s:s}}], s:s}", "vulnerability", "name",
                  audit_text(cve, "id"), "products", "@id", url, "hashes",
                  "sha-256", hash, "status", words[verdict.state].status);
    if (justification)
        json_object_set_new(statement, "justification",
                            json_string(justification));
    /* Not an impact_statement, which is for not_affected only. */
    json_object_set_new(statement, "status_notes", json_string(verdict.text));
    free(url);
    free(verdict.text);
    return statement;
}

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t seed, const char *text)
{
    uint64_t h = 0xcbf29ce484222325u ^ seed;
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 0x100000001b3u;
    return h;
}

/* A UUID of version 8 (RFC 9562, 5.8), which any hash may fill; owned. */
static char *make_id(const json_t *document)
{
    char *text = json_dumps(document, JSON_COMPACT | JSON_SORT_KEYS);
    uint64_t a = hash(0, text ? text : ""), b = hash(a, text ? text : "");
    free(text);
    return tool_format(
        "urn:uuid:%08x-%04x-8%03x-%04x-%012" PRIx64, (unsigned)(a >> 32),
        (unsigned)(a >> 16 & 0xffff), (unsigned)(a & 0xfff),
        (unsigned)(b >> 48 & 0x3fff) | 0x8000, b & 0xffffffffffffu);
}

void report_openvex(const struct report *report, FILE *out)
{
    json_t *statements = json_array();
    const json_t *cve;
    size_t i;
    json_array_foreach(audit_array(report->cves, "cves"), i, cve)
        json_array_append_new(statements, make_statement(report, cve));
    /* "Author MUST be an individual or organization", which we cannot know. */
    const char *author = report->author ? report->author : "Unknown Author";
    char *time = report_time(report), *id = make_id(statements);
    json_t *document =
        json_pack("{s:s, s:s, s:s, s:s, s:i, s:s, s:o}", "@context",
                  "https://openvex.dev/ns/v0.2.0", "@id", id, "author", author,
                  "timestamp", time, "version", 1, "tooling",
                  "unispec " UNISPEC_VERSION, "statements", statements);
    free(time);
    free(id);
    report_dump(document, out);
}
