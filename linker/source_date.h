/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The moment that what is written shall bear, so that it is the same each
 * time: reproducible-builds.org/specs/source-date-epoch.
 */
#ifndef UNISPEC_SOURCE_DATE_H
#define UNISPEC_SOURCE_DATE_H

#include "command.h"

/*
 * SOURCE_DATE_EPOCH of the environment, in *seconds; OTHERWISE where it is not
 * set or empty. False, after a message, where it is no number of seconds.
 */
bool source_date(const struct tool *tool, long long otherwise,
                 long long *seconds);

#endif
