/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Devices that interrupt; see kernel/work.h. Each has a line in device_ask(). */
#include <kernel/work.h>

/* Asking whether these are reached must not extract them. */
#pragma weak inet_start
#pragma weak inet_ask
#pragma weak console_input
#pragma weak console_wait
#pragma weak console_waited

bool device_interrupts;
volatile bool device_interrupt;

bool device_ask(void)
{
    return !__unispec_reached((const void *)inet_start) || inet_ask();
}

bool device_must_look(void)
{
    return !device_interrupts || (CONSOLE_WAITS && console_waited());
}
