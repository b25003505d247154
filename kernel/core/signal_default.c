/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The default action: finishes the disks and ends the machine with status 128 +
 * n, as a shell reports a killed program. A stop is at once followed by
 * SIGCONT, because there is nobody else who could continue the program.
 */
#include "signal.h"
#include <kernel/arch.h>
#include <kernel/panic.h>
#include <kernel/process.h>

#pragma weak ext_journal_start
#pragma weak ext_stop_all
/* kernel/fs */
void ext_journal_start(void);
void ext_stop_all(void);

#define STATUS_KILLED 128

/* Names of the signals from 1 on, each ended by a zero byte. */
static const char names[] =
    "HUP\0INT\0QUIT\0ILL\0TRAP\0ABRT\0BUS\0FPE\0KILL\0USR1\0SEGV\0USR2\0PIPE\0"
    "ALRM\0TERM\0STKFLT\0CHLD\0CONT\0STOP\0TSTP\0TTIN\0TTOU\0URG\0XCPU\0XFSZ\0"
    "VTALRM\0PROF\0WINCH\0IO\0PWR\0SYS";

static _Noreturn void signal_terminate(int number)
{
    const char *name = names;
    char text[48];
    size_t length;

    if (number < SIGNAL_FIRST_QUEUED) {
        for (int i = 1; i < number; i++)
            while (*name++)
                ;
        length =
            kformat(text, sizeof(text), "unispec: killed by SIG%s\n", name);
    } else {
        length = kformat(text, sizeof(text), "unispec: killed by signal %d\n",
                         number);
    }
    arch_console_write(text, length);
    if (__unispec_reached((const void *)ext_journal_start))
        ext_stop_all(); /* what was written stays, as on Linux */
    arch_exit(STATUS_KILLED + number);
}

void signal_default(int number)
{
    if (!(SIGNAL_BIT(number) & SIGNAL_STOPS))
        signal_terminate(number);
    signal_send(SIGCONT);
}
