// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Reaches libc's texts of errors, of dates or of time zones, or none of them. */
#include <stdio.h>
#include <string.h>
#include <time.h>

int main(int argc, char **argv)
{
    char text[64] = "none";
    time_t now = argc;

#ifdef ERRORS
    strcpy(text, strerror(argc + 1));
#endif
#ifdef DATES
    strftime(text, sizeof(text), "%A %B", gmtime(&now));
#endif
#ifdef DIGITS
    strftime(text, sizeof(text), "%Y-%m-%d", gmtime(&now));
#endif
#ifdef ZONES
    strftime(text, sizeof(text), "%H", localtime(&now));
#endif
    puts(text);
    return 0;
}
