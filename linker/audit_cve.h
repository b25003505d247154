/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * CVEs and the code they are about, in a JSON file that the user writes:
 *     {"schema": "unispec-cves/1",
 *      "cves": [{"id": "CVE-2021-1", "functions": ["f"], "files": ["a/b.c"]}]}
 * A file is the end of a path, from a slash on. All of the named code together
 * is what is vulnerable.
 */
#ifndef UNISPEC_AUDIT_CVE_H
#define UNISPEC_AUDIT_CVE_H

#include "audit_read.h"

#define CVES_SCHEMA "unispec-cves/1"

enum cve_state {
    CVE_NOT_PRESENT, /* all of it was removed, or is of libc and not linked */
    CVE_NOT_REACHED, /* it is in the image, but nothing reaches it */
    CVE_OPEN         /* reached in part, or not known to the audit */
};

struct cve_verdict {
    enum cve_state state;
    char *text; /* a sentence, owned by the caller */
};

/* Owned by the caller; reports and returns NULL if the file is no good. */
json_t *cves_read(const struct tool *tool, const char *path);

/* What AUDIT shows of one entry of "cves". LIBC has the names that the C
 * library defines, all of which would be in the audit if they were linked. */
struct cve_verdict cve_judge(const json_t *audit, const json_t *libc,
                             const json_t *cve);

#endif
