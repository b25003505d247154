/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// MEMORY: 256M
/*
 * getrusage: the peak of memory counts what is touched, and never falls. On
 * Linux it has that of the program which started this one in it.
 */
#include "proc_check.h"
#include <sys/mman.h>
#include <sys/resource.h>

#define MIB (1l << 20)

static long peak(void)
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss;
}

static void *memory(void)
{
    return mmap(NULL, 160 * MIB, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

int main(void)
{
    long before = peak(), touched;
    struct rusage none;
    char *p = memory();

    HOLDS(before > 0 && before < 150 * 1024);
    HOLDS(peak() < before + 4 * 1024);
    memset(p, 1, 150 * MIB);
    touched = peak();
    HOLDS(touched >= 148 * 1024 && touched < 170 * 1024);
    munmap(p, 160 * MIB);
    HOLDS(peak() >= touched);
    p = memory();
    memset(p, 1, 20 * MIB);
    HOLDS(peak() < touched + 2 * 1024);
    SHOW(getrusage(RUSAGE_CHILDREN, &none));
    SHOW(none.ru_maxrss);
    SHOW(getrusage(RUSAGE_THREAD, &none));
    HOLDS(none.ru_maxrss >= touched);
    return 0;
}
