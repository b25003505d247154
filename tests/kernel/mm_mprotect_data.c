/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mprotect of the program's own data, and of parts of it. */
#include "proc_check.h"
#include <sys/mman.h>

#define PAGE 4096

static char block[8 * PAGE] __attribute__((aligned(PAGE)));

int main(void)
{
    for (int i = 0; i < 8; i++)
        block[i * PAGE] = (char)i;
    SHOW(mprotect(block, 2 * PAGE, PROT_READ));
    HOLDS(block[PAGE] == 1);
    SHOW(mprotect(block, PAGE, PROT_READ | PROT_WRITE));
    block[1] = 1;
    SHOW(mprotect(block + 3 * PAGE, 2 * PAGE, PROT_NONE));
    block[5 * PAGE] = 50;
    SHOW(mprotect(block, sizeof(block), PROT_READ | PROT_WRITE));
    for (int i = 0; i < 8; i++)
        printf("%d ", block[i * PAGE]);
    printf("\n");
    block[PAGE] = block[4 * PAGE] = 9;
    SHOW(mprotect(block + 1, PAGE, PROT_READ));
    return block[PAGE] != 9;
}
