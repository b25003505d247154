/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The boundary between the portable kernel and one machine. Everything that a
 * second architecture has to provide is declared here; kernel/arch/<name>/
 * and the drivers of that machine define it. All memory that page_alloc()
 * hands out is mapped at its physical address (virtual == physical); the
 * address space above ARCH_IDENTITY_END belongs to stacks and mappings.
 */
#ifndef KERNEL_ARCH_H
#define KERNEL_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Console: raw bytes, no translation. getc does not wait for one. */
#define ARCH_CONSOLE_EMPTY (-1)
#define ARCH_CONSOLE_ABSENT (-2) /* no byte will ever come */
void arch_console_write(const void *data, size_t size);
int arch_console_getc(void);
/* Has more bytes come at once from now on; the next one may be lost. */
void arch_console_fast(void);

/* The control channel to whoever runs the image; ignored where it is absent. */
void arch_control_write(const void *data, size_t size);

/* Reports the status to the monitor and ends the machine. */
_Noreturn void arch_exit(int status);

void arch_set_thread_pointer(void *tp);
void *arch_thread_pointer(void);

/*
 * Threads. arch_switch() saves the running thread's registers, as far as a
 * function call keeps them, on its stack and the stack pointer in *from, and
 * goes on where `to` was saved. arch_thread_stack() prepares an unused stack
 * so that the first switch to it calls begin().
 */
void arch_switch(void **from, void *to, void *thread_pointer);
void *arch_thread_stack(void *top, void (*begin)(void));

/* Time: nanoseconds, never going back, ARCH_CLOCK_START at boot, since programs
 * take 0 for a time that is not set; and nanoseconds since the Unix epoch. */
#define ARCH_CLOCK_START 10000000000ull
uint64_t arch_clock_ns(void);
uint64_t arch_wall_ns(void);
uint64_t arch_clock_resolution(void);
/*
 * Idles until an interrupt comes, or until arch_clock_ns() has reached the
 * time; does not idle where kernel_work is set.
 */
void arch_wait_until(uint64_t mono_ns);
/* Idles for a moment: what is waited for raises no interrupt. */
void arch_relax(void);

/*
 * Interrupts. arch_async_enable() lets them interrupt the running program from
 * now on; until then they come in arch_wait_until() only. arch_timer_arm()
 * has the timer interrupt at the time or before; earlier demands stay.
 */
void arch_async_enable(void);
void arch_timer_arm(uint64_t mono_ns);
/* Within the kernel, after arch_async_enable(): lets them come or not. */
void arch_interrupts(bool on);

/*
 * Interrupts of devices, of which each says that there is work and sets
 * device_interrupt (kernel/work.h). A device on a line raises it and takes it
 * back; one with messages writes the data to the address. False where the
 * machine cannot have it.
 */
struct arch_message {
    uint64_t address;
    uint32_t data;
};
bool arch_device_line(unsigned line);
bool arch_device_message(struct arch_message *message);

/* 64 random bits of the CPU; false where it has no working generator. */
bool arch_random64(uint64_t *value);
/* 64 bits from arch_random64(), or from the best that can be had without. */
uint64_t arch_entropy(void);

/* What AT_HWCAP and AT_PLATFORM tell programs. */
unsigned long arch_hwcap(void);
#define ARCH_PLATFORM "x86_64"

/* The processor in the form of /proc/cpuinfo; its length, at most size - 1. */
size_t arch_cpu_text(char *buffer, size_t size);

/*
 * Registers of interrupted code, in the order in which trap_entry pushes
 * them. A handler may change them: the interrupted code resumes with them.
 */
struct arch_regs {
    uint64_t rax, rbx, rcx, rdx, rsi, rdi, rbp;
    uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
    uint64_t vector, error;
    uint64_t rip, cs, rflags, rsp, ss;
};

/*
 * Signals. arch_call_saved() calls work() with all registers of its caller as
 * they are, `result` as what the call returns, and the extended state, all on
 * the stack, with interrupts off; then goes on with what work() made of them.
 * The context functions convert to and from what a handler gets.
 */
long arch_call_saved(void (*work)(struct arch_regs *regs, void *extended),
                     long result);
void arch_context_enable(void); /* before the first use */
void arch_signals_enable(void); /* the same, and faults become signals */
void arch_context_save(void *ucontext, const struct arch_regs *regs,
                       void *extended);
void arch_context_restore(const void *ucontext, struct arch_regs *regs);
/* The result that work() will have arch_call_saved() return. */
long arch_regs_result(const struct arch_regs *regs);
void arch_regs_set_result(struct arch_regs *regs, long result);

/*
 * Address space. Each page of 4 KiB has at most one frame; a frame stays in
 * the tables while its protection is ARCH_PROT_NONE. The bits equal PROT_*.
 */
enum {
    ARCH_PROT_NONE = 0,
    ARCH_PROT_READ = 1,
    ARCH_PROT_WRITE = 2,
    ARCH_PROT_EXEC = 4,
};

#define ARCH_IDENTITY_END 0x4000000000ull /* RAM beyond is not used */
#define ARCH_BRK_START 0x7fc0000000ull    /* one GiB shared with the stack */
#define ARCH_BRK_END 0x7fe0000000ull
#define ARCH_STACK_TOP 0x7fffff0000ull
#define ARCH_STACK_SIZE (8ull << 20)
/* mmap: the low window needs fewer page tables, the high one has the room. */
#define ARCH_MMAP_LOW_START 0x4000000000ull
#define ARCH_MMAP_LOW_END 0x7fc0000000ull
#define ARCH_MMAP_HIGH_START 0x8000000000ull
#define ARCH_MMAP_HIGH_END 0x700000000000ull

/* Maps one page; false where no memory is left for a page table. */
bool arch_page_map(uintptr_t virt, void *frame, unsigned prot);
/* The frame of a page, or NULL. */
void *arch_page_frame(uintptr_t virt);
/* Removes a page and returns its frame, or NULL where there was none. */
void *arch_page_unmap(uintptr_t virt);
/* Changes the protection of a page that has a frame. */
void arch_page_protect(uintptr_t virt, unsigned prot);
/*
 * Gives back the page tables of a range without pages, whose borders are
 * multiples of what a table spans.
 */
#define ARCH_TABLE_SPAN (2ull << 20)
void arch_page_tables_free(uintptr_t start, uintptr_t end);
/*
 * Changes the protection of pages of the image's writable data; false where
 * the range is not all such, or not mapped by pages.
 */
bool arch_image_protect(uintptr_t start, uintptr_t end, unsigned prot);
/*
 * The first address from virt on, below end, whose page may have a frame:
 * skips what no page table covers, so that big sparse ranges are cheap.
 */
uintptr_t arch_page_next(uintptr_t virt, uintptr_t end);

/*
 * Maps RAM at its own address: what the page allocator hands out (writable),
 * or what the monitor left for us to read. May round out to bigger leaves.
 * Takes page tables from page_alloc(), which itself sees to it that none is
 * needed: where arch_ram_lacks_table() says so it gives a page of the new
 * range to arch_ram_add_table() first.
 */
bool arch_map_ram(uint64_t phys, size_t size, bool writable);
bool arch_ram_lacks_table(uint64_t phys);
void arch_ram_add_table(uint64_t phys, uint64_t table);

/* Fills a page with zeros, by general registers only. */
void arch_page_clear(void *page);

/*
 * Makes sure that the next `size` bytes of stack are there: stacks are mapped
 * when touched, and a page fault in the midst of a change of the structures
 * that resolve page faults would find them inconsistent.
 */
static inline void stack_touch(size_t size)
{
    (void)*(volatile char *)((char *)__builtin_frame_address(0) - size);
}

/* Maps device registers uncached; NULL where that cannot be. */
void *arch_map_device(uint64_t phys, size_t size);

/* ARCH_PROT_READ where the byte at virt can be read without a fault, and
 * ARCH_PROT_EXEC where it can be executed. */
unsigned arch_rights(uintptr_t virt);

/* The end of panic(): prints the text and where it was called from. */
_Noreturn void arch_panic(const char *text);

/* Runs the program's start code on the main stack at sp. */
_Noreturn void arch_enter(uintptr_t *sp);

#endif
