/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Faults of the processor run handlers that know what it was, and where. */
#include "proc_check.h"
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>

static sigjmp_buf out;
static volatile int number_seen, code_seen;
static volatile uintptr_t address_seen, pc_seen;

static void handler(int number, siginfo_t *info, void *context)
{
    ucontext_t *c = context;

    number_seen = number;
    code_seen = info->si_code;
    address_seen = (uintptr_t)info->si_addr;
    pc_seen = (uintptr_t)c->uc_mcontext.gregs[REG_RIP];
    siglongjmp(out, 1);
}

static void report(const char *what, uintptr_t address)
{
    printf("%s: signal %d code %d, %s\n", what, number_seen, code_seen,
           address_seen == address   ? "at the address"
           : address_seen == pc_seen ? "at the instruction"
                                     : "ELSEWHERE");
}

#define FAULT(what, address, code)                                             \
    do {                                                                       \
        if (!sigsetjmp(out, 1)) {                                              \
            code;                                                              \
            puts("NO FAULT");                                                  \
        }                                                                      \
        report(what, (uintptr_t)(address));                                    \
    } while (0)

int main(void)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    volatile int zero = 0, *nowhere = (int *)0x23450, *wild;
    volatile char *page =
        mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    sigaction(SIGFPE, &action, NULL);
    sigaction(SIGILL, &action, NULL);
    sigaction(SIGTRAP, &action, NULL);
    FAULT("null", 0, *(volatile int *)(uintptr_t)zero = 1);
    FAULT("read nowhere", nowhere, (void)*nowhere);
    FAULT("write nowhere", nowhere, *nowhere = 1);
    FAULT("read-only page, untouched", page, *page = 1);
    (void)page[4096];
    FAULT("read-only page", page + 4096, page[4096] = 1);
    wild = (int *)0x8000000000000000ul;
    FAULT("not canonical", 0, *wild = 1);
    FAULT("divide", 1, zero = 100 / zero);
    FAULT("illegal", 1, __asm__ volatile("ud2"));
    FAULT("breakpoint", 0, __asm__ volatile("int3"));
    munmap((void *)page, 8192);
    FAULT("unmapped", page, *page = 1);
    return 0;
}
