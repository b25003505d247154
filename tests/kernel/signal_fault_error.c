/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What a handler for SIGSEGV learns of a page fault: the processor's error code
 * (1 the page is there, 2 a write, 4 by the program, 16 a fetch), its vector
 * and the address; and of an instruction that the program may not execute.
 */
#include "proc_check.h"
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>

static sigjmp_buf back;
static char *page;

static void handler(int number, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    printf("signal %d code %d error %#llx trap %lld", number, info->si_code,
           regs[REG_ERR], regs[REG_TRAPNO]);
    if (regs[REG_TRAPNO] == 14)
        printf(" at offset %d, CR2 %s", (int)((char *)info->si_addr - page),
               (char *)regs[REG_CR2] == info->si_addr ? "same" : "OTHER");
    printf("\n");
    siglongjmp(back, 1);
}

enum { READ = 1, WRITE = 2, EXECUTE = 4 };

static void access_page(int how)
{
    if (sigsetjmp(back, 1))
        return;
    switch (how) {
    case READ:
        (void)*(volatile char *)(page + 10);
        break;
    case WRITE:
        *(volatile char *)(page + 20) = 'x';
        break;
    case EXECUTE:
        ((void (*)(void))(page + 30))();
        break;
    }
    printf("done\n");
}

static void try(const char *name, int ways)
{
    for (int how = READ; how <= EXECUTE; how <<= 1)
        if (ways & how) {
            printf("%s, %s: ", name,
                   how == READ ? "read" : how == WRITE ? "write" : "execute");
            access_page(how);
        }
}

/* A page without rights in the end; `touch`: it was there before. */
static void set(int prot, int touch)
{
    page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (touch)
        memset(page, 0xcc, 4096);
    mprotect(page, 4096, prot);
}

static void mappings(void)
{
    set(PROT_READ, 0);
    munmap(page, 4096);
    try("unmapped", READ | WRITE | EXECUTE);
    set(PROT_NONE, 0);
    try("no rights, new", READ | WRITE | EXECUTE);
    set(PROT_NONE, 1);
    try("no rights, touched", READ | WRITE | EXECUTE);
    set(PROT_READ, 0);
    try("read only, new", WRITE | EXECUTE);
    set(PROT_READ, 1);
    try("read only, touched", READ | WRITE | EXECUTE);
    set(PROT_READ | PROT_WRITE, 1);
    try("read and write", READ | WRITE | EXECUTE);
}

static void others(void)
{
    static const char text[] = "constant";
    static char data[100];
    char stack[100];

    page = (char *)64;
    try("null page", READ | WRITE | EXECUTE);
    page = (char *)text;
    try("constant", READ | WRITE);
    page = data;
    try("data", READ | WRITE | EXECUTE);
    page = stack;
    try("stack", READ | WRITE | EXECUTE);
    page = stack - 65536;
    try("stack, new", EXECUTE);
    page = (char *)access_page;
    try("code", READ | WRITE);
    page = (char *)syscall(SYS_brk, 0);
    page += -(uintptr_t)page & 4095;
    syscall(SYS_brk, page + 8192);
    try("heap, new", EXECUTE);
    try("heap", READ | WRITE | EXECUTE);
    page += 8192;
    try("above the heap", READ | WRITE | EXECUTE);
    page = (char *)0xffffffff70000000;
    try("not of programs", READ | WRITE | EXECUTE);
}

static void instructions(void)
{
    volatile int zero = 0;

    printf("invalid: ");
    if (!sigsetjmp(back, 1))
        __asm__ volatile("ud2");
    printf("divide: ");
    if (!sigsetjmp(back, 1))
        printf("%d\n", 100 / zero);
    printf("breakpoint: ");
    if (!sigsetjmp(back, 1))
        __asm__ volatile("int3");
    printf("not canonical: ");
    if (!sigsetjmp(back, 1))
        (void)*(volatile char *)0x1234567890abcdef;
}

int main(void)
{
    static const int numbers[] = {SIGSEGV, SIGILL, SIGFPE, SIGTRAP};
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};

    for (int i = 0; i < 4; i++)
        sigaction(numbers[i], &action, NULL);
    mappings();
    others();
    instructions();
    return 0;
}
