/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * setfsuid and setfsgid. The ids for files follow the effective ones, so that
 * only these can be set; the call returns what was, and never an error.
 */
#include "ids.h"
#include <kernel/syscall.h>

SYSCALL1(setfsuid, unsigned, id)
{
    (void)id;
    return process_ids.euid;
}

SYSCALL1(setfsgid, unsigned, id)
{
    (void)id;
    return process_ids.egid;
}
