/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The parts of unispec diff: diff_compare.c makes one JSON document of two
 * audits, diff_text.c prints it for people.
 *
 * Schema "unispec-diff/1":
 *     "a", "b"       the audits' "image"
 *     "sizes"        {"bytes", "text", "data", "bss"}: {"a", "b"}
 *     "syscalls"     {"added", "removed"}: entries of the audit, added ones
 *                    with "why"; "changed": [{"name", "number", "arguments":
 *                    {"0": {"a", "b"}}, "why"}]
 *     "drivers"      {"added", "removed"}, likewise
 *     "components"   {"added", "removed"}: [{"name", "functions", "bytes"}];
 *                    "changed": [{"name", "functions", "bytes": {"a", "b"}}]
 *     "functions"    {"added", "removed", "changed"}: [{"name", "component",
 *                    "bytes", "file", "line"}], the bytes of changed ones
 *                    {"a", "b"}
 *     "unresolved"   {"a", "b"}: calls through pointers that are not resolved
 *     "assumptions"  {"a", "b"}: how many
 *
 * What only one of the two has is told by name, so a function that the linker
 * numbered (a static one whose name is there twice) is compared without its
 * number. Folders are not compared: images are built in different places.
 */
#ifndef UNISPEC_DIFF_H
#define UNISPEC_DIFF_H

#include "audit_read.h"

#include <stdio.h>

/* A new reference. */
json_t *diff_audits(const json_t *a, const json_t *b);

void diff_print(const json_t *diff, FILE *out);

#endif
