/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What `unispec run` says on stderr when the guest ended by a fault, a failed
 * check of its kernel or a removed function: the kind of it, then the call
 * chain with function names and lines.
 */
#ifndef UNISPEC_CRASH_REPORT_H
#define UNISPEC_CRASH_REPORT_H

#include "image_read.h"
#include "qemu.h"

void crash_report(const struct tool *tool, const struct image *image,
                  const struct guest_end *end);

/* The command's status when the guest died without telling one. */
int crash_status(const struct guest_end *end);

#endif
