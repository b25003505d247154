/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Waiting for input. The console raises no interrupt: work_run() has it looked
 * at here. Where nothing else can happen meanwhile, a reader just looks again.
 */
#include <kernel/arch.h>
#include <kernel/thread.h>
#include <kernel/work.h>

#include "console.h"
#include "tty_input.h"

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak arch_async_enable

static struct wait_queue input = {.external = true};

struct wait_queue *console_input(void)
{
    return &input;
}

bool console_waited(void)
{
    return input.first;
}

int console_wait(uint64_t deadline)
{
    if (SIGNALS && thread_current->signals.due)
        return -EINTR;
    if (deadline != WAIT_FOREVER || THREADS || ASYNC)
        return wait_on(&input, deadline, "input");
    arch_relax();
    return 0;
}

/* Not only what is new: somebody else may have taken it into the queue. */
void console_look(void)
{
    if (!input.first)
        return;
    if (console_in_is_pipe() ? pipe_input_readable()
                             : tty_fill() || tty_readable())
        wait_wake(&input, WAIT_ALL);
}
