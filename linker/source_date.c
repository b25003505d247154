/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* SOURCE_DATE_EPOCH, read in one place. */
#include "source_date.h"

#include <errno.h>
#include <stdlib.h>

bool source_date(const struct tool *tool, long long otherwise,
                 long long *seconds)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    char *end;
    *seconds = otherwise;
    if (!text || !*text)
        return true;
    errno = 0;
    *seconds = strtoll(text, &end, 10);
    if (!errno && !*end && *seconds >= 0 && *seconds < 1ll << 33)
        return true;
    tool_error(tool, "SOURCE_DATE_EPOCH=%s: is no number of seconds", text);
    tool_note("it is what 'date +%%s' prints");
    return false;
}
