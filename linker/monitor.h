/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Monitors other than QEMU: `unispec run --vmm=NAME --dry-run` prints how each
 * boots the image, as a script for a shell.
 */
#ifndef UNISPEC_MONITOR_H
#define UNISPEC_MONITOR_H

#include "qemu.h"

/* False where the monitor does not have what the setup asks for; reported. */
bool firecracker_check(const struct tool *tool, const struct qemu_setup *setup);
bool cloud_hypervisor_check(const struct tool *tool,
                            const struct qemu_setup *setup);
/* After the check. */
void firecracker_print(const struct qemu_setup *setup);
void cloud_hypervisor_print(const struct qemu_setup *setup);

#endif
