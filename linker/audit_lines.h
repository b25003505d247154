/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef UNISPEC_AUDIT_LINES_H
#define UNISPEC_AUDIT_LINES_H

#include "unispec/analysis.h"

#include <jansson.h>

struct line_totals {
    size_t kept, total;
};

/*
 * Sets two keys of AUDIT, by the debug information of M:
 *     "sources": [{"file", "directory", "functions": {NAME: {"kept": [lines],
 *         "removed": [lines]}}}], the directory only of relative paths: the
 *         lines with code in a reached block of the function
 *         of the object code NAME, and those that have it in others only;
 *     "inlined": [{"name", "file", "line", "status", "into": [names]}]:
 *         functions of the source whose code the compiler put into others;
 *         status "kept" if it is in a reached block of any.
 * A line of a file is kept if it is in any function.
 */
struct line_totals audit_add_sources(json_t *audit, const struct analysis *a,
                                     LLVMModuleRef m);

#endif
