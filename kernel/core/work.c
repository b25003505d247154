/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Work between other things; see kernel/work.h. Devices that have to be asked
 * have a line in work_run(). */
#include <kernel/timer.h>
#include <kernel/work.h>

/* Asking whether these are reached must not extract them. */
#pragma weak arch_async_enable
#pragma weak arch_timer_arm
#pragma weak inet_poll
#pragma weak inet_start
#pragma weak timer_add
#pragma weak timer_next
#pragma weak timer_run
#pragma weak console_input
#pragma weak console_wait
#pragma weak console_look

volatile bool kernel_work;

void work_run(void)
{
    kernel_work = false;
    if (__unispec_reached((const void *)inet_start))
        inet_poll();
    if (TIMERS) {
        timer_run();
        work_at(timer_next());
    }
    if (CONSOLE_WAITS)
        console_look();
}
