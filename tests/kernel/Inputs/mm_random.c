/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Prints where the heap, a mapping and the stack are; see mm_random.test.
 */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    char here;

    printf("brk %p mmap %p stack %p\n", sbrk(0),
           mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
           (void *)&here);
    return 0;
}
