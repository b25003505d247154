/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a driver has to say about its device: one line on the console. */
#ifndef KERNEL_DRIVERS_REPORT_H
#define KERNEL_DRIVERS_REPORT_H

void driver_report(const char *format, ...)
    __attribute__((format(printf, 1, 2), cold));

#endif
