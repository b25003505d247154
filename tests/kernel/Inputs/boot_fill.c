/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Touches every page of so many MiB and looks whether all keep their value. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(int argc, char **argv)
{
    size_t size = (size_t)(argc > 1 ? atoi(argv[1]) : 1) << 20, wrong = 0;
    unsigned char *p = mmap(0, size, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    for (size_t at = 0; at < size; at += 4096)
        *(size_t *)(p + at) = at;
    for (size_t at = 0; at < size; at += 4096)
        wrong += *(size_t *)(p + at) != at;
    printf("filled %zu MiB, wrong: %zu\n", size >> 20, wrong);
}
