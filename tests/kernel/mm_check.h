/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * For the programs that touch memory which may refuse: probe() says how a byte
 * reads and writes, as "rw", "r-", "--" or by the name of the error's code.
 */
#ifndef MM_CHECK_H
#define MM_CHECK_H

#include "fs_check.h"
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>

#define PAGE 4096ul
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)

static sigjmp_buf mm_back;
static volatile int mm_signal, mm_code;
static void *volatile mm_address;

static void mm_fault(int number, siginfo_t *info, void *context)
{
    (void)context;
    mm_signal = number;
    mm_code = info->si_code;
    mm_address = info->si_addr;
    siglongjmp(mm_back, 1);
}

static inline void mm_catch(void)
{
    struct sigaction action = {.sa_sigaction = mm_fault,
                               .sa_flags = SA_SIGINFO};

    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
}

static inline int mm_reads(volatile char *p)
{
    if (sigsetjmp(mm_back, 1))
        return 0;
    (void)*p;
    return 1;
}

static inline int mm_writes(volatile char *p)
{
    if (sigsetjmp(mm_back, 1))
        return 0;
    *p = *p;
    return 1;
}

static inline const char *probe(void *p)
{
    static const char *names[] = {"--", "-w", "r-", "rw"};
    int can;

    mm_signal = 0;
    can = mm_reads(p) << 1 | mm_writes(p);
    if (mm_signal && mm_address != p)
        return "WRONG ADDRESS";
    if (mm_signal == SIGBUS)
        return "bus";
    if (mm_signal == SIGSEGV && mm_code == SEGV_MAPERR)
        return "none";
    return names[can];
}

/* The rights of some pages, in a line. */
static inline void probe_pages(const char *what, char *p, int n)
{
    printf("%s:", what);
    for (int i = 0; i < n; i++)
        printf(" %s", probe(p + i * PAGE));
    printf("\n");
}

#endif
