/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One line on the console about a device; see report.h. */
#include "report.h"

#include <kernel/arch.h>
#include <kernel/panic.h>

void driver_report(const char *format, ...)
{
    char text[256];
    size_t length = kformat(text, sizeof(text), "unispec: ");
    va_list args;

    va_start(args, format);
    length += kvformat(text + length, sizeof(text) - length, format, args);
    va_end(args);
    text[length++] = '\n'; /* in the place of the final 0 */
    arch_console_write(text, length);
}
