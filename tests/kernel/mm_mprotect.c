/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mprotect: bytes survive, cuts and joins, errors, code made at run time. */
#include "proc_check.h"
#include <sys/mman.h>

#define PAGE 4096ul
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)

static void survive(void)
{
    unsigned char *p = mmap(0, 8 * PAGE, RW, ANON, -1, 0);

    for (int i = 0; i < 8; i++)
        p[i * PAGE] = (unsigned char)(i + 1);
    SHOW(mprotect(p + 2 * PAGE, 3 * PAGE, PROT_NONE));
    SHOW(mprotect(p + 3 * PAGE, PAGE, PROT_READ));
    HOLDS(p[3 * PAGE] == 4);
    SHOW(mprotect(p, 8 * PAGE, RW));
    for (int i = 0; i < 8; i++)
        printf("%d ", p[i * PAGE]);
    puts("");
    for (int i = 0; i < 8; i++)
        p[i * PAGE + 1] = 1;
    SHOW(mprotect(p, 100, PROT_READ)); /* the length is rounded up */
    SHOW(mprotect(p, 0, PROT_NONE));
    HOLDS(p[0] == 1);
    SHOW(munmap(p, 8 * PAGE));
}

static void untouched(void)
{
    char *p = mmap(0, 4 * PAGE, PROT_NONE, ANON, -1, 0);

    SHOW(mprotect(p + PAGE, PAGE, RW));
    HOLDS(p[PAGE] == 0);
    p[PAGE] = 5;
    SHOW(mprotect(p + PAGE, PAGE, PROT_READ));
    HOLDS(p[PAGE] == 5);
    SHOW(munmap(p, 4 * PAGE));
    /* Writable without readable is both, on x86. */
    p = mmap(0, PAGE, PROT_WRITE, ANON, -1, 0);
    HOLDS(p[0] == 0);
    SHOW(munmap(p, PAGE));
}

static void code(void)
{
    static const unsigned char body[] = {0x8d, 0x47, 0x2a, 0xc3};
    unsigned char *p = mmap(0, PAGE, RW, ANON, -1, 0);

    memcpy(p, body, sizeof(body)); /* lea eax, [rdi + 42]; ret */
    SHOW(mprotect(p, PAGE, PROT_READ | PROT_EXEC));
    printf("%d\n", ((int (*)(int))p)(58));
    HOLDS(p[0] == 0x8d);
    SHOW(mprotect(p, PAGE, RW | PROT_EXEC));
    p[2] = 1;
    printf("%d\n", ((int (*)(int))p)(58));
    SHOW(munmap(p, PAGE));
}

static void errors(void)
{
    char *p = mmap(0, 4 * PAGE, RW, ANON, -1, 0);

    munmap(p + PAGE, PAGE);
    SHOW(mprotect(p + 1, PAGE, RW));
    SHOW(mprotect(p + PAGE, PAGE, RW));
    SHOW(mprotect(p, SIZE_MAX - PAGE, RW));
    HOLDS((p[0] = 1) == 1);
    SHOW(munmap(p, 4 * PAGE));
}

int main(void)
{
    survive();
    untouched();
    code();
    errors();
}
