/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Says something, something longer than a driver's buffer, and what it hears;
 * then crashes. */
#include <stdio.h>
#include <string.h>

int main(void)
{
    char text[700];

    puts("ready");
    memset(text, 'x', 600);
    text[600] = 0;
    printf("600: %s!\n", text);
    fflush(stdout);
    for (int i = 0; i < 5; i++)
        text[i] = (char)getchar();
    text[5] = 0;
    printf("heard: %s\n", text);
    fflush(stdout);
    __builtin_trap();
}
