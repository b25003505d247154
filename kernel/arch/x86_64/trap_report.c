/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The last words after an exception that nobody resolves, and after a panic:
 * the same text on the console, for people, and on the control channel, for
 * `unispec run` (linker/qemu_control.c), which adds function names. There are
 * no frame pointers to rely on, so the backtrace is every word on the stack
 * that points into the text behind a call instruction: complete, but it may
 * show calls that have returned.
 */
#include <kernel/panic.h>

#include "trap.h"
#include "x86.h"

#define STATUS_PANIC 125
#define STATUS_REMOVED 126
#define STATUS_SIGNAL 128
#define VECTOR_PANIC 0xff
#define STACK_GAP (16ull << 20) /* below the stack: taken for overflow */
#define BACKTRACE_MAX 24
#define SCAN_WORDS 8192
#define OVERFLOW_PAGES 32 /* a frame may be that big */

enum { PAGE_FAULT = 14, ERROR_PRESENT = 1, ERROR_WRITE = 2, ERROR_FETCH = 16 };

/* The signal that Linux makes of an exception; 0: none. Removed code has a
 * status of its own. */
static const signed char signals[TRAP_COUNT] = {
    8, 5, 0, 5, 11, 11, 4, 0, 0, STATUS_REMOVED - STATUS_SIGNAL,
    0, 7, 7, 11, 11, 0, 8, 7, 0, 8,
};

/*
 * One after the other, as a table of pointers would double their size; and as
 * literals, which the linker packs closer than arrays. Intel's abbreviation is
 * enough for what our settings do not let happen.
 */
#define EXCEPTIONS                                                             \
    "divide error\0"                                                           \
    "#DB\0"                                                                    \
    "NMI\0"                                                                    \
    "breakpoint\0"                                                             \
    "#OF\0"                                                                    \
    "#BR\0"                                                                    \
    "invalid instruction\0"                                                    \
    "#NM\0"                                                                    \
    "double fault\0"                                                           \
    "removed code\0"                                                           \
    "#TS\0"                                                                    \
    "#NP\0"                                                                    \
    "stack segment fault\0"                                                    \
    "general protection fault\0"                                               \
    "page fault\0"                                                             \
    "\0"                                                                       \
    "floating-point error\0"                                                   \
    "#AC\0"                                                                    \
    "machine check\0"                                                          \
    "SIMD error"

/* The words of struct arch_regs, from rip on and then from the first on. */
#define REGISTERS                                                              \
    "rip\0cs\0rflags\0rsp\0ss\0"                                               \
    "rax\0rbx\0rcx\0rdx\0rsi\0rdi\0rbp\0"                                      \
    "r8\0r9\0r10\0r11\0r12\0r13\0r14\0r15\0"                                   \
    "vector\0error"
#define REGISTER_COUNT (sizeof(struct arch_regs) / sizeof(uint64_t))
#define REGISTER_FIRST (offsetof(struct arch_regs, rip) / sizeof(uint64_t))

static void print_bytes(const char *s, size_t n)
{
    arch_control_write(s, n);
    arch_console_write(s, n);
}

/* Returns the end of the text: where the next of several begins. */
static const char *print(const char *text)
{
    const char *end = text;

    while (*end)
        end++;
    print_bytes(text, end - text);
    return end + 1;
}

/* The text, then the number in at least that many digits. */
static void print_hex(const char *label, uint64_t value, int digits)
{
    char text[16];
    int at = 16;

    print(label);
    do {
        text[--at] = "0123456789abcdef"[value & 15];
        value >>= 4;
    } while (value || 16 - at < digits);
    print_bytes(text + at, 16 - at);
}

/* True where a call instruction of 2 to 7 bytes ends at the address. */
static bool follows_call(uintptr_t address)
{
    const unsigned char *p = (const unsigned char *)address;

    if (!(arch_rights(address) & arch_rights(address - 7) & ARCH_PROT_EXEC))
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
    sp &= ~7ull;
    for (int i = 0; i < OVERFLOW_PAGES && !arch_rights(sp); i++)
        sp = (sp | PAGE_MASK) + 1;
    return sp;
}

static void print_backtrace(uintptr_t sp)
{
    unsigned found = 0;

    sp = first_readable(sp);
    print("\ncalled from");
    for (int i = 0; i < SCAN_WORDS && found < BACKTRACE_MAX; i++, sp += 8) {
        if (!arch_rights(sp))
            break;
        if (follows_call(*(uintptr_t *)sp))
            print_hex(found++ % 8 ? " " : "\n  ", *(uintptr_t *)sp, 1);
    }
    print(found ? "\n" : " nowhere\n");
}

static void print_registers(const struct arch_regs *regs)
{
    const uint64_t *words = (const uint64_t *)regs;
    const char *name = REGISTERS;

    for (unsigned i = 0; i < REGISTER_COUNT; i++) {
        print(i % 4 ? "  " : "\n");
        name = print(name);
        print_hex(" ", words[(i + REGISTER_FIRST) % REGISTER_COUNT], 16);
    }
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
    print(": ");
    print(t->regs->error & ERROR_FETCH   ? "executing"
          : t->regs->error & ERROR_WRITE ? "writing to"
                                         : "reading");
    print_hex(" address 0x", t->address, 1);
    print(" (");
    print(explain_address(t));
}

static void print_exception(const struct trap *t)
{
    const char *name = EXCEPTIONS;

    for (uint64_t i = 0; i < t->regs->vector; i++)
        while (*name++)
            ;
    print(name);
    if (t->regs->vector == PAGE_FAULT) {
        print_page_fault(t);
    } else {
        print_hex(" (error code 0x", t->regs->error, 1);
    }
    print(")");
}

/* A second failure while reporting the first must not loop. */
static void enter_once(void)
{
    static bool dying;

    if (dying)
        arch_exit(STATUS_PANIC);
    dying = true;
    print("\npanic: ");
}

static _Noreturn void report_end(const struct arch_regs *regs, int status)
{
    print_registers(regs);
    print_backtrace(regs->rsp);
    arch_exit(status);
}

_Noreturn void trap_report(const struct trap *t)
{
    int signal = signals[t->regs->vector];

    if (t->fault == VM_FAULT_BUS)
        signal = 7;
    else if (t->fault == VM_FAULT_OOM)
        signal = 9; /* as Linux does when memory is out */
    enter_once();
    print_exception(t);
    report_end(t->regs, signal ? STATUS_SIGNAL + signal : STATUS_PANIC);
}

_Noreturn void arch_panic(const char *text)
{
    struct arch_regs regs = {
        .vector = VECTOR_PANIC,
        .rip = (uintptr_t)__builtin_return_address(0),
        .rsp = (uintptr_t)__builtin_frame_address(0),
    };

    enter_once();
    print(text);
    report_end(&regs, STATUS_PANIC);
}
