/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Gates: code that is needed only beside its caller. An operations table names
 * a function by address, so a coarse analysis keeps every slot of a table that
 * is reached at all; the function behind a gate stays out as long as the one
 * caller of that slot is not reached. The file declares the caller weak
 * (#pragma weak), so that asking for it does not extract it from the archive.
 */
#ifndef KERNEL_FS_GATE_H
#define KERNEL_FS_GATE_H

#include <unispec/attributes.h>

#define GATED(caller, call) (__unispec_reached(caller) ? (call) : -ENOSYS)

#endif
