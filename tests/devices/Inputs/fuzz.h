/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Kernel sources in a program of the host: its memory lies anywhere. */
#include <kernel/arch.h>
#undef ARCH_IDENTITY_END
#define ARCH_IDENTITY_END UINT64_MAX

/* What waits for the device lets it act. */
void device_step(void);
#define __builtin_ia32_pause device_step
