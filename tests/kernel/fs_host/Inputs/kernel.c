/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What kernel/fs/ needs of the rest of the kernel, on Linux: with crt0.o,
 * libc.a and kernel/fs/ it makes a static Linux program whose files are those
 * of kernel/fs/ and whose other system calls are Linux's.
 *
 * The heap is a guard: each object ends at the end of a page of its own with
 * nothing mapped behind it, and freed memory is never mapped again, so an
 * access beyond an object or after its end is a fault. What was allocated and
 * not freed is counted for the report that FS_REPORT asks for.
 *
 * Environment: FS_INITRD (file), FS_FAIL=n (the n-th allocation fails),
 * FS_REPORT (count of allocations on stderr at the end).
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <kernel/arch.h>
#include <kernel/blockdev.h>
#include <kernel/boot.h>
#include <kernel/channel.h>
#include <kernel/file.h>
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <kernel/process.h>
#include <kernel/random.h>
#include <kernel/socket.h>
#include <kernel/thread.h>
#include <kernel/timer.h>
#include <kernel/work.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unispec/start.h>
#include <unispec/syscalls.h>

static long enter(long n, long a, long b, long c, long d, long e, long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8),
                       "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

#define PADDED_0 0, 0, 0, 0, 0, 0
#define PADDED_1 a, 0, 0, 0, 0, 0
#define PADDED_2 a, b, 0, 0, 0, 0
#define PADDED_3 a, b, c, 0, 0, 0
#define PADDED_4 a, b, c, d, 0, 0
#define PADDED_5 a, b, c, d, e, 0
#define PADDED_6 a, b, c, d, e, f

static void report(void);

/* A call that goes to Linux; kernel/fs/ hears of the limit of open files. */
static long pass_on(long n, long a, long b, long c, long d, long e, long f)
{
    if (n == SYS_exit_group)
        report();
    if (n == SYS_prlimit64 && b == RLIMIT_NOFILE && c)
        fd_limit = ((const struct rlimit *)c)->rlim_cur;
    return enter(n, a, b, c, d, e, f);
}

/* kernel/fs/ overrides the calls that it has. */
#define SYSCALL(number, name, arity, status)                                   \
    __attribute__((weak)) long sys_##name(UNISPEC_PARAMETERS_##arity)          \
    {                                                                          \
        return pass_on(number, PADDED_##arity);                                \
    }
#include <unispec/syscalls.def>

long __unispec_syscall(long n, long a, long b, long c, long d, long e, long f)
{
#undef SYSCALL
#define ARGUMENTS_0
#define ARGUMENTS_1 a
#define ARGUMENTS_2 a, b
#define ARGUMENTS_3 a, b, c
#define ARGUMENTS_4 a, b, c, d
#define ARGUMENTS_5 a, b, c, d, e
#define ARGUMENTS_6 a, b, c, d, e, f
#define SYSCALL(number, name, arity, status)                                   \
    case number:                                                               \
        return sys_##name(ARGUMENTS_##arity);
    switch (n) {
#include <unispec/syscalls.def>
    }
    return -38;
}

void arch_set_thread_pointer(void *tp)
{
    enter(SYS_arch_prctl, 0x1002, (long)tp, 0, 0, 0, 0);
}

/* Every conversion is in. */
int(__unispec_format)(const void *format, int value, int kind)
{
    (void)format, (void)kind;
    return value;
}

int(__unispec_reached)(const void *function)
{
    return 0; /* of libc's gates: no threads */
}

/* /proc and /sys are of another folder. */
void pseudo_mount_wanted(void)
{
}

static long live, allocations, pages_live;

static const char *variable(const char *name)
{
    return getenv(name);
}

/* True for the allocation that FS_FAIL numbers. */
static bool fails(void)
{
    static long fail = -1;
    const char *text;

    if (fail < 0) {
        text = variable("FS_FAIL");
        fail = text ? atol(text) : 0;
    }
    return ++allocations == fail;
}

static char *map(size_t size)
{
    return (char *)enter(SYS_mmap, 0, size, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void unmap(void *at, size_t size)
{
    /* Not unmapped but made unusable: the address is not used again. */
    enter(SYS_mmap, (long)at, size, PROT_NONE,
          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
}

static void print(const char *format, ...)
{
    char text[400];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof(text), format, list);
    va_end(list);
    enter(SYS_write, 2, (long)text, strlen(text), 0, 0, 0);
}

static void report(void)
{
    if (variable("FS_REPORT"))
        print("allocations %ld live %ld pages %ld\n", allocations, live,
              pages_live);
}

struct head {
    size_t total; /* mapped for the object, without the guard page */
};

void *kmalloc(size_t size)
{
    size_t room = (size + 15) & ~15ul;
    size_t total = PAGE_ALIGN(room + 16);
    char *start;

    if (fails())
        return NULL;
    start = map(total + PAGE_SIZE);
    unmap(start + total, PAGE_SIZE);
    memset(start, 0xa5, total);
    live++;
    memcpy(start + total - room - 16, &total, sizeof(total));
    return start + total - room;
}

void *kzalloc(size_t size)
{
    void *p = kmalloc(size);

    return p ? memset(p, 0, size) : NULL;
}

void *krealloc(void *p, size_t size)
{
    void *larger = kmalloc(size);
    size_t total;

    if (!larger || !p)
        return larger;
    memcpy(&total, (char *)p - 16, sizeof(total));
    total -= (uintptr_t)p & PAGE_MASK;
    memcpy(larger, p, total < size ? total : size);
    kfree(p);
    return larger;
}

void kfree(void *p)
{
    size_t total;

    if (!p)
        return;
    live--;
    memcpy(&total, (char *)p - 16, sizeof(total));
    unmap((void *)(((uintptr_t)p - 16) & ~PAGE_MASK), total);
}

void *page_alloc(unsigned order)
{
    if (fails())
        return NULL;
    pages_live += 1l << order;
    return memset(map(PAGE_SIZE << order), 0xa5, PAGE_SIZE << order);
}

void *page_alloc_zeroed(void)
{
    void *p = page_alloc(0);

    return p ? memset(p, 0, PAGE_SIZE) : NULL;
}

void page_free(void *block, unsigned order)
{
    pages_live -= 1l << order;
    unmap(block, PAGE_SIZE << order);
}

unsigned page_order(size_t size)
{
    unsigned order = 0;

    while (PAGE_SIZE << order < size)
        order++;
    return order;
}

void page_stats(struct page_stats *stats)
{
    *stats = (struct page_stats){1000, 900};
}

bool mm_may_write(const void *start, size_t size)
{
    return true;
}

void vm_object_revoke(struct vm_object *object, uint64_t offset, bool cut)
{
}

bool vm_object_writable(const struct vm_object *object)
{
    return false;
}

const void *boot_initrd(size_t *size)
{
    const char *name = variable("FS_INITRD");
    struct stat st;
    long fd;

    *size = 0;
    if (!name)
        return NULL;
    fd = enter(SYS_open, (long)name, O_RDONLY, 0, 0, 0, 0);
    enter(SYS_fstat, fd, (long)&st, 0, 0, 0, 0);
    *size = st.st_size;
    return (void *)enter(SYS_mmap, 0, st.st_size, PROT_READ, MAP_PRIVATE, fd,
                         0);
}

const char *boot_after(const char *text, const char *prefix)
{
    size_t n = strlen(prefix);

    return strncmp(text, prefix, n) ? NULL : text + n;
}

bool boot_option_is(const char *name, const char *value)
{
    return !variable("FS_TTY");
}

void arch_console_write(const void *data, size_t size)
{
    enter(SYS_write, 1, (long)data, size, 0, 0, 0);
}

int arch_console_getc(void)
{
    unsigned char c;

    return enter(SYS_read, 0, (long)&c, 1, 0, 0, 0) == 1 ? c
                                                         : ARCH_CONSOLE_ABSENT;
}

void arch_console_fast(void)
{
}

void arch_relax(void)
{
}

static uint64_t clock_ns(int clock)
{
    struct timespec t;

    enter(SYS_clock_gettime, clock, (long)&t, 0, 0, 0, 0);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

uint64_t arch_clock_ns(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

uint64_t arch_wall_ns(void)
{
    return clock_ns(CLOCK_REALTIME);
}

/* No interrupts: the border between program and kernel has nothing to do. */
unsigned kernel_depth;
volatile bool kernel_work;

void kernel_leave_work(void)
{
}

long kernel_leave_interrupted(long result)
{
    return result;
}

int sleep_until(uint64_t ns)
{
    struct timespec t = timespec_from_ns(ns);

    enter(SYS_clock_nanosleep, CLOCK_MONOTONIC, 1, (long)&t, 0, 0, 0);
    return 0;
}

void signal_send(int signal)
{
    enter(SYS_kill, enter(SYS_getpid, 0, 0, 0, 0, 0, 0), signal, 0, 0, 0, 0);
}

unsigned idle_looks;

void work_run(void)
{
    timer_run();
}

void arch_timer_arm(uint64_t ns)
{
    (void)ns;
}

/* There is one thread, and only the time can end its waiting. */
struct thread thread_main = {.tid = 1};
struct thread *thread_current = &thread_main;

void thread_wake(struct thread *t)
{
    t->woken = true;
}

int wait_block(uint64_t deadline, const char *what)
{
    uint64_t until;
    struct timespec t;

    while (!thread_main.woken) {
        if (deadline != WAIT_FOREVER && arch_clock_ns() >= deadline)
            return -ETIMEDOUT;
        until = timer_next() < deadline ? timer_next() : deadline;
        if (until == WAIT_FOREVER)
            process_deadlock(what);
        t = timespec_from_ns(until);
        enter(SYS_clock_nanosleep, CLOCK_MONOTONIC, 1, (long)&t, 0, 0, 0);
        timer_run();
    }
    thread_main.woken = false;
    return 0;
}

void random_bytes(void *buffer, size_t size)
{
    enter(SYS_getrandom, (long)buffer, size, 0, 0, 0, 0);
}

/* There are no shares, no disks, and no options here. */
struct channel *channel_get(const char *name)
{
    (void)name;
    return NULL;
}

bool boot_option(const char *name, const char **value)
{
    (void)name, (void)value;
    return false;
}

struct blockdev *blockdev_get(unsigned n)
{
    (void)n;
    return NULL;
}

int blockdev_transfer(struct blockdev *dev, enum block_operation operation,
                      uint64_t at, const struct piece *pieces, unsigned count)
{
    (void)dev, (void)operation, (void)at, (void)pieces, (void)count;
    return -EIO;
}

/* There are no sockets here. */
int message_init(struct message *m, const struct iovec *iov, size_t count,
                 unsigned flags)
{
    (void)m, (void)iov, (void)count, (void)flags;
    return -EINVAL;
}

ssize_t socket_send(struct file *f, struct message *m)
{
    (void)f, (void)m;
    return -EINVAL;
}

ssize_t socket_receive(struct file *f, struct message *m)
{
    (void)f, (void)m;
    return -EINVAL;
}

long socket_interface_ioctl(struct file *f, unsigned request,
                            unsigned long argument)
{
    (void)f, (void)request, (void)argument;
    return -EINVAL;
}

static _Noreturn void stop(void)
{
    for (;;)
        enter(SYS_exit_group, 125, 0, 0, 0, 0, 0);
}

void panic(const char *format, ...)
{
    char text[400];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof(text), format, list);
    va_end(list);
    print("panic: %s\n", text);
    stop();
}

void kassert_failed(const char *text)
{
    panic("assertion failed: %s", text);
}

void process_deadlock(const char *what)
{
    panic("deadlock: the program waits for %s", what);
}

__asm__(".globl _start\n"
        "_start:\n"
        "    mov %rsp, %rdi\n"
        "    and $-16, %rsp\n"
        "    call unispec.os.unispec_start\n");
