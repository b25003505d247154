/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* puts() asks for the length of its text: one that the link knows, or not. */
#include <stdio.h>

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    puts("the text");
#ifdef UNKNOWN
    puts(argv[argc - 1]);
#endif
    return 0;
}
