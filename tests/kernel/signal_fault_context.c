/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a handler changes of the registers is what the program goes on with. */
#include "proc_check.h"
#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>

static char *page;
static volatile int calls;

static void skip(int number, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)number;
    (void)info;
    printf("rbx %#llx r12 %#llx\n", regs[REG_RBX], regs[REG_R12]);
    regs[REG_RIP] += 2; /* ud2 */
    regs[REG_RAX] = 42;
    regs[REG_R12]++;
    regs[REG_EFL] ^= 1; /* carry */
}

static void repair(int number, siginfo_t *info, void *context)
{
    ucontext_t *c = context;

    (void)number;
    calls++;
    printf("at offset %d, trap %d\n", (int)((char *)info->si_addr - page),
           (int)c->uc_mcontext.gregs[REG_TRAPNO]);
    HOLDS((char *)c->uc_mcontext.gregs[REG_CR2] == info->si_addr);
    mprotect(page, 4096, PROT_READ | PROT_WRITE);
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = skip, .sa_flags = SA_SIGINFO};
    long rax = 0, r12 = 0x1234;
    unsigned char carry;

    sigaction(SIGILL, &action, NULL);
    __asm__ volatile("mov %3, %%rbx\n\tmov %1, %%r12\n\tclc\n\tud2\n\t"
                     "setc %2\n\tmov %%r12, %1"
                     : "=a"(rax), "+r"(r12), "=r"(carry)
                     : "i"(0xabcd)
                     : "rbx", "r12", "cc");
    printf("rax %ld r12 %#lx carry %d\n", rax, r12, carry);

    page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    action.sa_sigaction = repair;
    sigaction(SIGSEGV, &action, NULL);
    page[100] = 'x';
    printf("%c", ((volatile char *)page)[100]);
    printf(" after %d calls\n", calls);
    return 0;
}
