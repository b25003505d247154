/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The process and its threads in /proc. */
#include "procfs.h"

#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/mm.h>
#include <kernel/process.h>
#include <kernel/thread.h>
#include <string.h>
#include <sys/resource.h>

#define NS_PER_TICK (NS_PER_SEC / TICKS_PER_SECOND)

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_list
#pragma weak thread_find

static struct thread *first_thread(void)
{
    return THREADS ? thread_list : &thread_main;
}

/* The thread of a number, which was one when the path was looked up. */
static struct thread *thread_of(int tid)
{
    struct thread *t = THREADS && tid > 1 ? thread_find(tid) : NULL;

    return t ? t : &thread_main;
}

static unsigned thread_count(void)
{
    unsigned n = 0;

    for (struct thread *t = first_thread(); t; t = THREADS ? t->next_all : NULL)
        n++;
    return n;
}

int proc_next_thread(int from)
{
    int best = -1;

    for (struct thread *t = first_thread(); t; t = THREADS ? t->next_all : NULL)
        if (t->tid >= from && (best < 0 || t->tid < best))
            best = t->tid;
    return best;
}

void proc_self(struct pseudo_text *text, int number)
{
    (void)number;
    pseudo_print(text, "%d", PROCESS_ID);
}

void proc_thread_self(struct pseudo_text *text, int number)
{
    (void)number;
    pseudo_print(text, "%d/task/%d", PROCESS_ID, thread_current->tid);
}

void proc_comm(struct pseudo_text *text, int tid)
{
    pseudo_print(text, "%s\n", thread_name(thread_of(tid)));
}

int proc_set_comm(const char *bytes, size_t size, int tid)
{
    thread_set_name(thread_of(tid), bytes, size);
    return 0;
}

static unsigned long ticks(const struct thread *t, int tid)
{
    return (THREADS && tid ? thread_cpu_ns(t) : process_cpu_ns()) / NS_PER_TICK;
}

/* proc(5), /proc/pid/stat: 52 fields. */
void proc_self_stat(struct pseudo_text *text, int tid)
{
    const struct thread *t = thread_of(tid);
    struct signal_sets sets;
    struct proc_memory memory;

    proc_memory(&memory);
    signal_sets(t, &sets);
    pseudo_print(text, "%d (%s) R 0 1 1 0 -1 0 0 0 0 0 ", t->tid,
                 thread_name(t));
    pseudo_print(text, "%lu 0 0 0 20 0 %u 0 0 %lu %lu %lu ", ticks(t, tid),
                 thread_count(), memory.mapped, memory.resident / PAGE_SIZE,
                 ~0ul);
    pseudo_print(text, "0 0 0 0 0 %lu %lu %lu %lu 0 0 0 17 0 0 0 ",
                 sets.pending & INT32_MAX, sets.blocked & INT32_MAX,
                 sets.ignored & INT32_MAX, sets.caught & INT32_MAX);
    pseudo_print(text, "0 0 0 0 0 0 0 0 0 0 0\n");
}

void proc_self_statm(struct pseudo_text *text, int number)
{
    struct proc_memory m;

    (void)number;
    proc_memory(&m);
    pseudo_print(text, "%lu %lu 0 %lu 0 %lu 0\n", m.mapped / PAGE_SIZE,
                 m.resident / PAGE_SIZE, m.code / PAGE_SIZE,
                 (m.mapped - m.code) / PAGE_SIZE);
}

static void status_ids(struct pseudo_text *text)
{
    const struct process_ids *i = &process_ids;

    pseudo_print(text, "Uid:\t%u\t%u\t%u\t%u\n", i->uid, i->euid, i->suid,
                 i->euid);
    pseudo_print(text, "Gid:\t%u\t%u\t%u\t%u\n", i->gid, i->egid, i->sgid,
                 i->egid);
}

static void status_memory(struct pseudo_text *text)
{
    struct proc_memory m;

    proc_memory(&m);
    pseudo_print(text, "VmPeak:\t%lu kB\nVmSize:\t%lu kB\nVmLck:\t0 kB\n",
                 m.mapped / 1024, m.mapped / 1024);
    pseudo_print(text, "VmHWM:\t%lu kB\nVmRSS:\t%lu kB\n", m.resident / 1024,
                 m.resident / 1024);
    pseudo_print(text,
                 "VmData:\t%lu kB\nVmStk:\t%lu kB\nVmExe:\t%lu kB\n"
                 "VmLib:\t0 kB\nVmSwap:\t0 kB\n",
                 (m.mapped - m.code - m.stack) / 1024, m.stack / 1024,
                 m.code / 1024);
}

static void status_signals(struct pseudo_text *text, const struct thread *t)
{
    struct signal_sets s;

    signal_sets(t, &s);
    pseudo_print(text, "SigPnd:\t%016lx\nShdPnd:\t%016lx\nSigBlk:\t%016lx\n",
                 s.pending, s.process_pending, s.blocked);
    pseudo_print(text, "SigIgn:\t%016lx\nSigCgt:\t%016lx\n", s.ignored,
                 s.caught);
}

/* One line: what would end it is escaped. */
static void status_name(struct pseudo_text *text, const char *name)
{
    pseudo_print(text, "Name:\t");
    for (; *name; name++) {
        bool escaped = *name == '\n' || *name == '\\';

        pseudo_print(text, escaped ? "\\%c" : "%c",
                     *name == '\n' ? 'n' : *name);
    }
}

void proc_self_status(struct pseudo_text *text, int tid)
{
    const struct thread *t = thread_of(tid);

    status_name(text, thread_name(t));
    pseudo_print(text, "\nUmask:\t0%u%u%u\nState:\tR (running)\n",
                 vfs_umask >> 6 & 7, vfs_umask >> 3 & 7, vfs_umask & 7);
    pseudo_print(text, "Tgid:\t%d\nNgid:\t0\nPid:\t%d\nPPid:\t0\n", PROCESS_ID,
                 t->tid);
    pseudo_print(text, "TracerPid:\t0\n");
    status_ids(text);
    pseudo_print(text, "FDSize:\t%u\nGroups:\t \n", fd_table.size);
    status_memory(text);
    pseudo_print(text, "Threads:\t%u\n", thread_count());
    status_signals(text, t);
    pseudo_print(text, "NoNewPrivs:\t0\nSeccomp:\t0\nCpus_allowed:\t1\n"
                       "Cpus_allowed_list:\t0\nMems_allowed:\t1\n"
                       "Mems_allowed_list:\t0\n");
    pseudo_print(text, "voluntary_ctxt_switches:\t0\n"
                       "nonvoluntary_ctxt_switches:\t0\n");
}

/* The words of the command line stand one after the other. */
void proc_self_cmdline(struct pseudo_text *text, int number)
{
    const struct boot_words *words = boot_words();
    const char *name = boot_program_name();

    (void)number;
    pseudo_add(text, name, strlen(name) + 1);
    pseudo_add(text, words->arguments, words->end - words->arguments);
}

void proc_self_environ(struct pseudo_text *text, int number)
{
    const struct boot_words *words = boot_words();
    size_t size;

    (void)number;
    for (const char *w = words->options; w < words->arguments; w += size) {
        const char *setting = boot_after(w, BOOT_ENVIRONMENT);

        size = strlen(w) + 1;
        if (setting)
            pseudo_add(text, setting, strlen(setting) + 1);
    }
}

static void limit_text(struct pseudo_text *text, rlim_t value)
{
    if (value == RLIM_INFINITY)
        pseudo_print(text, "unlimited            ");
    else
        pseudo_print(text, "%lu                    ", (unsigned long)value);
}

void proc_self_limits(struct pseudo_text *text, int number)
{
    static const struct {
        char name[26], unit[10];
    } names[] = {
        [RLIMIT_CPU] = {"Max cpu time", "seconds"},
        [RLIMIT_FSIZE] = {"Max file size", "bytes"},
        [RLIMIT_DATA] = {"Max data size", "bytes"},
        [RLIMIT_STACK] = {"Max stack size", "bytes"},
        [RLIMIT_CORE] = {"Max core file size", "bytes"},
        [RLIMIT_RSS] = {"Max resident set", "bytes"},
        [RLIMIT_NPROC] = {"Max processes", "processes"},
        [RLIMIT_NOFILE] = {"Max open files", "files"},
        [RLIMIT_MEMLOCK] = {"Max locked memory", "bytes"},
        [RLIMIT_AS] = {"Max address space", "bytes"},
        [RLIMIT_LOCKS] = {"Max file locks", "locks"},
        [RLIMIT_SIGPENDING] = {"Max pending signals", "signals"},
        [RLIMIT_MSGQUEUE] = {"Max msgqueue size", "bytes"},
        [RLIMIT_NICE] = {"Max nice priority", ""},
        [RLIMIT_RTPRIO] = {"Max realtime priority", ""},
        [RLIMIT_RTTIME] = {"Max realtime timeout", "us"},
    };

    (void)number;
    pseudo_print(text, "Limit                     Soft Limit           "
                       "Hard Limit           Units     \n");
    for (unsigned i = 0; i < RLIMIT_NLIMITS; i++) {
        struct rlimit limit = process_limit(i);

        pseudo_print(text, "%s  ", names[i].name);
        limit_text(text, limit.rlim_cur);
        limit_text(text, limit.rlim_max);
        pseudo_print(text, "%s\n", names[i].unit);
    }
}
