/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <string.h>
#include <strings.h>
#include <unispec/network.h>

int __unispec_is_localhost(const char *name)
{
    static const char localhost[] = "localhost";
    size_t length = strlen(name), own = sizeof(localhost) - 1;

    if (length && name[length - 1] == '.')
        length--;
    return length >= own &&
           !strncasecmp(name + length - own, localhost, own) &&
           (length == own || name[length - own - 1] == '.');
}
