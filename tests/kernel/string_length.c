/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The length of texts at each alignment, up to the last byte before a page that
 * is not there. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096, LONGEST = 70 };

static size_t (*volatile length)(const char *) = strlen;

int main(void)
{
    char *page = mmap(0, 2 * PAGE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int wrong = 0;

    munmap(page + PAGE, PAGE);
    for (int end = PAGE - 20; end <= PAGE; end++)
        for (int n = 0; n < LONGEST; n++) {
            memset(page, 'x', PAGE);
            page[end - 1] = 0;
            if (n)
                page[end - 2 - n] = 0;
            wrong += length(page + end - 1 - n) != (size_t)n;
        }
    memset(page, 0xff, PAGE);
    page[PAGE - 1] = 0;
    printf("%d wrong, %zu, %zu\n", wrong, length(page), strlen("known text"));
    return 0;
}
