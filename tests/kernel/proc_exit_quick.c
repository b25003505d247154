/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* quick_exit: its own handlers only, and nothing is flushed. */
// STATUS: 5
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void quick(void)
{
    write(1, "quick\n", 6);
}

static void slow(void)
{
    write(1, "NOT HERE\n", 9);
}

int main(void)
{
    setvbuf(stdout, malloc(100), _IOFBF, 100);
    atexit(slow);
    at_quick_exit(quick);
    at_quick_exit(quick);
    printf("lost");
    quick_exit(5);
}
