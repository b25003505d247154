/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The last words after an exception that nobody resolves, and after a panic:
 * on the console for people, on the control channel for `unispec run`, which
 * adds function names. There are no frame pointers to rely on, so the
 * backtrace is every word on the stack that points into the text behind a
 * call instruction: complete, but it may show calls that have returned.
 */
#include <elf.h>
#include <kernel/boot.h>
#include <kernel/panic.h>

#include "trap.h"
#include "x86.h"

#define STATUS_PANIC 125
#define STATUS_SIGNAL 128
#define VECTOR_PANIC 0xff
#define STACK_GAP (16ull << 20) /* below the stack: taken for overflow */
#define BACKTRACE_MAX 24
#define SCAN_WORDS 8192
#define OVERFLOW_PAGES 32 /* a frame may be that big */

enum { PAGE_FAULT = 14, ERROR_PRESENT = 1, ERROR_WRITE = 2, ERROR_FETCH = 16 };

/* Name of the exception and the signal that Linux makes of it; 0: none. */
static const struct {
    const char *name;
    unsigned char signal;
} exceptions[TRAP_COUNT] = {
    {"divide error", 8},
    {"debug exception", 5},
    {"non-maskable interrupt", 0},
    {"breakpoint", 5},
    {"overflow", 11},
    {"bound range exceeded", 11},
    {"invalid instruction", 4},
    {"FPU not available", 0},
    {"double fault", 0},
    {"coprocessor overrun", 8},
    {"invalid TSS", 0},
    {"segment not present", 7},
    {"stack segment fault", 7},
    {"general protection fault", 11},
    {"page fault", 11},
    {"reserved exception", 0},
    {"floating-point error", 8},
    {"misaligned access", 7},
    {"machine check", 0},
    {"SIMD floating-point error", 8},
    {"virtualisation exception", 0},
    {"control protection fault", 11},
};

/* One line, to the console and, where asked for, to the control channel. */
static void print(bool control, const char *format, ...)
{
    char line[512];
    va_list args;
    size_t n;

    va_start(args, format);
    n = kvformat(line, sizeof(line), format, args);
    va_end(args);
    if (control)
        arch_control_write(line, n);
    else
        arch_console_write(line, n);
}

static bool in_text(uintptr_t address)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;
    const Elf64_Phdr *p = (const void *)(__ehdr_start + header->e_phoff);

    for (unsigned i = 0; i < header->e_phnum; i++, p++)
        if (p->p_type == PT_LOAD && p->p_flags & PF_X &&
            address - p->p_vaddr < p->p_memsz)
            return true;
    return false;
}

/* True where a call instruction of 2 to 7 bytes ends at the address. */
static bool follows_call(uintptr_t address)
{
    const unsigned char *p = (const unsigned char *)address;

    if (!in_text(address) || !in_text(address - 7))
        return false;
    if (p[-5] == 0xe8)
        return true;
    for (int length = 2; length <= 7; length++)
        if (p[-length] == 0xff && (p[1 - length] >> 3 & 7) == 2)
            return true;
    return false;
}

/* After an overflow the stack pointer is below what can be read. */
static uintptr_t first_readable(uintptr_t sp)
{
    for (int i = 0; i < OVERFLOW_PAGES && !arch_readable(sp); i++)
        sp = (sp | PAGE_MASK) + 1;
    return (sp + 7) & ~7ull;
}

static void print_backtrace(const struct arch_regs *regs)
{
    uintptr_t sp = first_readable(regs->rsp);
    unsigned found = 0;

    print(true, "bt");
    print(false, "called from");
    for (int i = 0; i < SCAN_WORDS && found < BACKTRACE_MAX; i++, sp += 8) {
        if (!arch_readable(sp))
            break;
        if (!follows_call(*(uintptr_t *)sp))
            continue;
        print(true, " 0x%lx", *(uintptr_t *)sp);
        print(false, found % 6 ? " %lx" : "\n  %lx", *(uintptr_t *)sp);
        found++;
    }
    print(true, "\n");
    print(false, found ? "\n" : " nowhere\n");
}

static void print_registers(const struct arch_regs *r, uintptr_t cr2)
{
    print(false, "rip %016lx  rsp %016lx  rflags %08lx\n", r->rip, r->rsp,
          r->rflags);
    print(false, "rax %016lx  rbx %016lx  rcx %016lx\n", r->rax, r->rbx,
          r->rcx);
    print(false, "rdx %016lx  rsi %016lx  rdi %016lx\n", r->rdx, r->rsi,
          r->rdi);
    print(false, "rbp %016lx  r8  %016lx  r9  %016lx\n", r->rbp, r->r8, r->r9);
    print(false, "r10 %016lx  r11 %016lx  r12 %016lx\n", r->r10, r->r11,
          r->r12);
    print(false, "r13 %016lx  r14 %016lx  r15 %016lx\n", r->r13, r->r14,
          r->r15);
    print(true,
          "panic vector=0x%lx error=0x%lx rip=0x%lx rsp=0x%lx rbp=0x%lx "
          "cr2=0x%lx rax=0x%lx rbx=0x%lx rcx=0x%lx rdx=0x%lx rsi=0x%lx "
          "rdi=0x%lx ",
          r->vector, r->error, r->rip, r->rsp, r->rbp, cr2, r->rax, r->rbx,
          r->rcx, r->rdx, r->rsi, r->rdi);
    print(true,
          "r8=0x%lx r9=0x%lx r10=0x%lx r11=0x%lx r12=0x%lx r13=0x%lx "
          "r14=0x%lx r15=0x%lx rflags=0x%lx\n",
          r->r8, r->r9, r->r10, r->r11, r->r12, r->r13, r->r14, r->r15,
          r->rflags);
}

static const char *explain_address(const struct trap *t)
{
    uintptr_t bottom = ARCH_STACK_TOP - ARCH_STACK_SIZE;

    if (t->address < PAGE_SIZE)
        return "null pointer";
    if (t->fault == VM_FAULT_OOM)
        return "out of memory";
    if (t->fault == VM_FAULT_BUS)
        return "beyond the end of a mapped file";
    if (bottom - t->address <= STACK_GAP)
        return "stack overflow";
    if (t->regs->error & ERROR_PRESENT)
        return "protected";
    return "not mapped";
}

static void print_page_fault(const struct trap *t)
{
    print(false, "\npanic: page fault: %s address 0x%lx (%s)\n",
          t->regs->error & ERROR_FETCH   ? "executing"
          : t->regs->error & ERROR_WRITE ? "writing to"
                                         : "reading",
          t->address, explain_address(t));
}

/* A second failure while reporting the first must not loop. */
static void enter_once(void)
{
    static bool dying;

    if (dying)
        arch_exit(STATUS_PANIC);
    dying = true;
}

_Noreturn void trap_report(const struct trap *t)
{
    uint64_t vector = t->regs->vector;
    unsigned signal = exceptions[vector].signal;

    enter_once();
    if (vector == PAGE_FAULT) {
        print_page_fault(t);
        if (t->fault == VM_FAULT_BUS)
            signal = 7;
        else if (t->fault == VM_FAULT_OOM)
            signal = 9; /* as Linux does when memory is out */
    } else {
        print(false, "\npanic: %s (error code 0x%lx)\n",
              exceptions[vector].name, t->regs->error);
    }
    print_registers(t->regs, t->address);
    print_backtrace(t->regs);
    arch_exit(signal ? STATUS_SIGNAL + signal : STATUS_PANIC);
}

_Noreturn void arch_panic(const char *text)
{
    struct arch_regs regs = {
        .vector = VECTOR_PANIC,
        .rip = (uintptr_t)__builtin_return_address(0),
        .rsp = (uintptr_t)__builtin_frame_address(0),
    };

    enter_once();
    print(false, "\npanic: %s\n", text);
    print_registers(&regs, 0);
    print_backtrace(&regs);
    arch_exit(STATUS_PANIC);
}
