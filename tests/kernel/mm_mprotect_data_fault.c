/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A page of the program's data that was made read-only cannot be written. */
// HOST: no
// STATUS: 139
// EXPECT: before
#include <stdio.h>
#include <sys/mman.h>

static char block[2 * 4096] __attribute__((aligned(4096)));

int main(void)
{
    mprotect(block, 4096, PROT_READ);
    block[4096] = 1;
    puts("before");
    fflush(stdout);
    *(volatile char *)block = 1;
    puts("after");
    return 0;
}
