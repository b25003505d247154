/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The formats in which `unispec audit` can print an audit. Each is a function
 * in a file of its own and a line in cmd_audit.c's table; it only reads the
 * JSON, and leaves errors of OUT to its caller.
 */
#ifndef UNISPEC_AUDIT_REPORT_H
#define UNISPEC_AUDIT_REPORT_H

#include <jansson.h>
#include <stdio.h>

void audit_report_text(const json_t *audit, FILE *out);
void audit_report_json(const json_t *audit, FILE *out);

#endif
