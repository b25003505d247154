/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef UNISPEC_AUDIT_LINES_H
#define UNISPEC_AUDIT_LINES_H

#include "unispec/analysis.h"

struct line_totals {
    size_t kept, total;
};
/* Source lines of M with code, by the debug information; see audit_lines.c. */
struct line_totals count_lines(const struct analysis *a, LLVMModuleRef m);

#endif
