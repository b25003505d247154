/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef UNISPEC_ARCHIVE_NAMES_H
#define UNISPEC_ARCHIVE_NAMES_H

#include <jansson.h>

/* Adds the names that the archive's index lists as keys of NAMES; what cannot be
 * read adds none. */
void archive_names(const char *path, json_t *names);

#endif
