/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mremap: shrinking, growing in place, moving, to a fixed place, errors. */
#include "proc_check.h"
#include <sys/mman.h>

#define PAGE 4096ul
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)

static void number(unsigned char *p, int pages)
{
    for (int i = 0; i < pages; i++)
        p[i * PAGE] = (unsigned char)(i + 1);
}

static int numbered(const unsigned char *p, int pages)
{
    for (int i = 0; i < pages; i++)
        if (p[i * PAGE] != i + 1)
            return 0;
    return 1;
}

static void shrink_and_grow(void)
{
    unsigned char *p = mmap(0, 16 * PAGE, RW, ANON, -1, 0), v;

    number(p, 16);
    HOLDS(mremap(p, 16 * PAGE, 4 * PAGE, 0) == p);
    HOLDS(mincore(p + 4 * PAGE, PAGE, &v) == -1);
    HOLDS(mremap(p, 4 * PAGE, 4 * PAGE, 0) == p);
    HOLDS(mremap(p, 4 * PAGE, 12 * PAGE, 0) == p);
    HOLDS(numbered(p, 4) && !p[4 * PAGE] && !p[11 * PAGE]);
    SHOW(munmap(p, 16 * PAGE));
}

static void move(void)
{
    unsigned char *p = mmap(0, 8 * PAGE, RW, ANON, -1, 0), *q, v;

    number(p, 4);
    munmap(p + 4 * PAGE, 4 * PAGE);
    q = mmap(p + 4 * PAGE, PAGE, PROT_READ, ANON | MAP_FIXED, -1, 0);
    HOLDS(q == p + 4 * PAGE);
    SHOW(mremap(p, 4 * PAGE, 8 * PAGE, 0)); /* something is in the way */
    q = mremap(p, 4 * PAGE, 4096 * PAGE, MREMAP_MAYMOVE);
    HOLDS(q != MAP_FAILED && q != p && numbered(q, 4) && !q[4095 * PAGE]);
    HOLDS(mincore(p, PAGE, &v) == -1 && mincore(p + 4 * PAGE, PAGE, &v) == 0);
    SHOW(munmap(p + 4 * PAGE, PAGE));
    SHOW(munmap(q, 4096 * PAGE));
}

static void fixed(void)
{
    unsigned char *p = mmap(0, 4 * PAGE, RW, ANON, -1, 0);
    unsigned char *q = mmap(0, 8 * PAGE, RW, ANON, -1, 0), v;

    number(p, 4);
    memset(q, 99, 8 * PAGE);
    HOLDS(mremap(p, 4 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED,
                 q + PAGE) == q + PAGE);
    HOLDS(numbered(q + PAGE, 2) && q[0] == 99 && q[3 * PAGE] == 99);
    HOLDS(mincore(p, PAGE, &v) == -1 && mincore(p + 3 * PAGE, PAGE, &v) == -1);
    /* The middle of a mapping moves away. */
    HOLDS(mremap(q + PAGE, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, p) == p);
    HOLDS(p[0] == 1 && mincore(q + PAGE, PAGE, &v) == -1);
    SHOW(munmap(p, 4 * PAGE));
    SHOW(munmap(q, 8 * PAGE));
}

static void errors(void)
{
    char *p = mmap(0, 4 * PAGE, RW, ANON, -1, 0);

    SHOW(mremap(p + 1, PAGE, PAGE, 0));
    SHOW(mremap(p, PAGE, 0, 0));
    SHOW(mremap(p, PAGE, PAGE, 0x80));
    SHOW(mremap(p, PAGE, PAGE, MREMAP_FIXED, p + PAGE));
    SHOW(
        mremap(p, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, p + PAGE));
    munmap(p + 2 * PAGE, PAGE);
    HOLDS(mremap(p + 2 * PAGE, PAGE, 2 * PAGE, 0) == MAP_FAILED &&
          errno == EFAULT);
    HOLDS(mremap(p, 4 * PAGE, 5 * PAGE, 0) == MAP_FAILED && errno == EFAULT);
    SHOW(munmap(p, 4 * PAGE));
}

/* realloc of a big block goes through mremap. */
static void realloc_grows(void)
{
    size_t n = 1 << 18;
    unsigned char *p = malloc(n);
    int good = 1;

    memset(p, 1, n);
    for (; n < (16 << 20); n *= 2) {
        p = realloc(p, n * 2);
        good &= p[0] == 1 && p[n - 1] == 1;
        memset(p + n, 1, n);
    }
    HOLDS(good);
    free(p);
}

int main(void)
{
    shrink_and_grow();
    move();
    fixed();
    errors();
    realloc_grows();
}
