/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The machine in /proc. What this kernel does not have (swap, caches, load) is
 * there with the value 0, since programs look for the lines.
 */
#include "procfs.h"

#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/mm.h>
#include <kernel/process.h>
#include <kernel/random.h>
#include <sys/utsname.h>

#define CPU_TEXT 2048
#define NS_PER_TICK (NS_PER_SEC / TICKS_PER_SECOND)

static void kilobytes(struct pseudo_text *text, const char *name, size_t pages)
{
    pseudo_print(text, "%s:\t%lu kB\n", name, pages * (PAGE_SIZE / 1024));
}

void proc_meminfo(struct pseudo_text *text, int number)
{
    static const char *const none[] = {
        "Buffers",    "Cached",       "SwapCached",   "Active",
        "Inactive",   "SwapTotal",    "SwapFree",     "Dirty",
        "Writeback",  "AnonPages",    "Mapped",       "Shmem",
        "Slab",       "SReclaimable", "SUnreclaim",   "KernelStack",
        "PageTables", "Committed_AS", "AnonHugePages"};
    struct page_stats pages;

    (void)number;
    page_stats(&pages);
    kilobytes(text, "MemTotal", pages.total);
    kilobytes(text, "MemFree", pages.free);
    kilobytes(text, "MemAvailable", pages.free);
    for (unsigned i = 0; i < sizeof(none) / sizeof(*none); i++)
        kilobytes(text, none[i], 0);
    kilobytes(text, "CommitLimit", pages.total);
    pseudo_print(text, "HugePages_Total:\t0\nHugePages_Free:\t0\n"
                       "Hugepagesize:\t2048 kB\n");
}

void proc_cpuinfo(struct pseudo_text *text, int number)
{
    char bytes[CPU_TEXT];

    (void)number;
    pseudo_add(text, bytes, arch_cpu_text(bytes, sizeof(bytes)));
}

void proc_stat(struct pseudo_text *text, int number)
{
    uint64_t busy = process_cpu_ns(), now = arch_clock_ns(); /* later */
    unsigned long user = busy / NS_PER_TICK, idle = (now - busy) / NS_PER_TICK;

    (void)number;
    for (int i = 0; i < 2; i++)
        pseudo_print(text, "cpu%s %lu 0 0 %lu 0 0 0 0 0 0\n", i ? "0" : " ",
                     user, idle);
    pseudo_print(text, "intr 0\nctxt 0\nbtime %lu\nprocesses 1\n",
                 (unsigned long)((arch_wall_ns() - now) / NS_PER_SEC));
    pseudo_print(text, "procs_running 1\nprocs_blocked 0\n");
}

static void seconds(struct pseudo_text *text, uint64_t ns, const char *end)
{
    pseudo_print(text, "%lu.%02lu%s", (unsigned long)(ns / NS_PER_SEC),
                 (unsigned long)(ns % NS_PER_SEC / 10000000), end);
}

void proc_uptime(struct pseudo_text *text, int number)
{
    uint64_t now = arch_clock_ns();

    (void)number;
    seconds(text, now, " ");
    seconds(text, now - process_cpu_ns(), "\n");
}

void proc_loadavg(struct pseudo_text *text, int number)
{
    unsigned threads = 0;

    (void)number;
    for (int tid = 0; (tid = proc_next_thread(tid)) >= 0; tid++)
        threads++;
    pseudo_print(text, "0.00 0.00 0.00 1/%u 1\n", threads);
}

void proc_version(struct pseudo_text *text, int number)
{
    (void)number;
    pseudo_print(text, "%s version %s %s\n", system_names.sysname,
                 system_names.release, system_names.version);
}

static void line(struct pseudo_text *text, const char *word)
{
    pseudo_print(text, "%s\n", word);
}

void proc_osrelease(struct pseudo_text *text, int number)
{
    (void)number;
    line(text, system_names.release);
}

void proc_kernel_version(struct pseudo_text *text, int number)
{
    (void)number;
    line(text, system_names.version);
}

void proc_hostname(struct pseudo_text *text, int number)
{
    (void)number;
    line(text, system_names.nodename);
}

void proc_domainname(struct pseudo_text *text, int number)
{
    (void)number;
    line(text, system_names.domainname);
}

void proc_cmdline(struct pseudo_text *text, int number)
{
    (void)number;
    line(text, boot_info()->cmdline);
}

void proc_file_nr(struct pseudo_text *text, int number)
{
    unsigned files = 0;

    (void)number;
    for (int fd = 0; (fd = proc_next_fd(fd)) >= 0; fd++)
        files++;
    pseudo_print(text, "%u\t0\t%ld\n", files, INT64_MAX);
}

/* RFC 4122, 4.4: version 4, made of random bits. */
static void uuid(struct pseudo_text *text, const uint8_t *b)
{
    for (unsigned i = 0; i < 16; i++) {
        unsigned byte = i == 6   ? (b[i] & 0x0fu) | 0x40
                        : i == 8 ? (b[i] & 0x3fu) | 0x80
                                 : b[i];

        pseudo_print(text, "%02x%s", byte,
                     i == 3 || i == 5 || i == 7 || i == 9 ? "-" : "");
    }
    pseudo_add(text, "\n", 1);
}

void proc_uuid(struct pseudo_text *text, int number)
{
    uint8_t bytes[16];

    (void)number;
    random_bytes(bytes, sizeof(bytes));
    uuid(text, bytes);
}

void proc_boot_id(struct pseudo_text *text, int number)
{
    static uint8_t bytes[16];
    static bool made;

    (void)number;
    if (!made)
        random_bytes(bytes, sizeof(bytes));
    made = true;
    uuid(text, bytes);
}
