/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls fork, unless it is the control: there the call is in dead code. */
#include <stdio.h>
#include <unistd.h>

static __attribute__((noinline)) void start_child(void)
{
    if (fork() < 0)
        perror("fork");
}

int main(int argc, char **argv)
{
#ifdef CONTROL
    if (argc < 0 && argv == NULL && 0)
        start_child();
    puts("no child");
#else
    start_child();
#endif
    return 0;
}
