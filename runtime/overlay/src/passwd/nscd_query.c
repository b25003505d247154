/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The name-service daemon's answer to getpwnam() and its like. No daemon is
 * beside a unikernel, so that the answer is always "not found", as musl gives
 * where none is running; without this, every lookup in /etc/passwd would reach
 * sockets. The caller closes the stream, and reads it only on "found".
 */
#include <features.h> /* musl's own: hidden */
#include <stdio.h>
#include <string.h>

#include "src/passwd/nscd.h"

FILE *__nscd_query(int32_t req, const char *key, int32_t *buf, size_t len,
                   int *swap)
{
    memset(buf, 0, len);
    *swap = 0;
    return fopen("/dev/null", "re");
}
