/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The independent check of an analysis: one pass over the module that verifies
 * that the result is closed under everything that reached code does. A
 * violation is a bug of the analysis (or of the check), never of the program.
 */
#ifndef UNISPEC_CHECK_H
#define UNISPEC_CHECK_H

#include "unispec/analysis.h"

struct violation {
    const char *rule;
    LLVMValueRef function, instruction; /* or NULL */
    char *text; /* function, file and line, the rule, what to do */
};

#define CHECK_VIOLATIONS 20
struct check_result {
    size_t count; /* of all; the first ones are listed */
    struct violation violations[CHECK_VIOLATIONS];
};

struct certificate;
struct check_result check_certificate(const struct certificate *c,
                                      const struct analysis_request *request);
void check_result_free(struct check_result *r);

/* The check of A, which was made with REQUEST, over its module as it was. */
struct check_result check_analysis(const struct analysis *a,
                                   const struct analysis_request *request);

#endif
