/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* CPU time of one thread; sched_run.c keeps account of it where this is. */
#include <kernel/process.h>
#include <kernel/thread.h>

/* Asking whether it is reached must not extract it. */
#pragma weak thread_create

uint64_t thread_cpu_ns(const struct thread *t)
{
    uint64_t now = process_cpu_ns();

    if (!THREADS)
        return now;
    return t->cpu_ns + (t == thread_current ? now - t->since_ns : 0);
}
