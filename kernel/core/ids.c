/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * User and group ids with the rules of Linux: a process whose effective user
 * is 0 may set any id, others only move between their real, effective and
 * saved ones. That includes the group calls, as CAP_SETGID goes with the
 * effective user id. (credentials(7), capabilities(7))
 */
#include "ids.h"
#include <errno.h>
#include <kernel/syscall.h>

struct process_ids process_ids;

SYSCALL0(getuid)
{
    return process_ids.uid;
}

SYSCALL0(geteuid)
{
    return process_ids.euid;
}

SYSCALL0(getgid)
{
    return process_ids.gid;
}

SYSCALL0(getegid)
{
    return process_ids.egid;
}

SYSCALL3(getresuid, unsigned *, real, unsigned *, effective, unsigned *, saved)
{
    *real = process_ids.uid;
    *effective = process_ids.euid;
    *saved = process_ids.suid;
    return 0;
}

SYSCALL3(getresgid, unsigned *, real, unsigned *, effective, unsigned *, saved)
{
    *real = process_ids.gid;
    *effective = process_ids.egid;
    *saved = process_ids.sgid;
    return 0;
}
