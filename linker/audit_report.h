/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The formats in which `unispec audit` can print an audit. Each is a function
 * in a file of its own and a line in report_formats.def; it only reads the
 * JSON, and leaves errors of OUT to its caller.
 */
#ifndef UNISPEC_AUDIT_REPORT_H
#define UNISPEC_AUDIT_REPORT_H

#include "image_read.h"
#include "sha256.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

struct report {
    const json_t *audit;
    const struct image *image; /* that the audit is of */
    const json_t *cves; /* of --cve, checked (audit_cve.h), or NULL */
    long long seconds;  /* since 1970: the moment that it bears */
    const char *author; /* of the statements on CVEs, or NULL */
    const char *root;   /* the folder of bin/ and lib/; for lcov */
    const json_t *libc; /* with cves: the names that the C library defines */
};

#define FORMAT(name, what, needs_cves)                                         \
    void report_##name(const struct report *report, FILE *out);
#include "report_formats.def"
#undef FORMAT

/* ---- what several formats need */

/* Prints and frees JSON. */
void report_dump(json_t *json, FILE *out);

/* The report's moment by RFC 3339, in UTC. Owned by the caller. */
char *report_time(const struct report *report);

/* The image's name, or "image". */
const char *report_image_name(const json_t *audit);

/* The SHA-256 of the image's file, which tells it from other builds. */
void report_image_hash(const struct report *report, char text[SHA256_TEXT]);

/* What the letters of a component mean: "C library" of "libc". */
const char *report_component_words(const char *component);

#endif
