/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Process, group, session and thread ids: one process that has no parent and
 * leads its own session, as the first process of a container does.
 */
#include <errno.h>
#include <kernel/panic.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <sys/types.h>

_Noreturn void process_deadlock(const char *what)
{
    panic("deadlock: the program waits for %s", what);
}

SYSCALL0(getpid)
{
    return PROCESS_ID;
}

SYSCALL0(getppid)
{
    return 0;
}

SYSCALL0(getpgrp)
{
    return PROCESS_ID;
}

SYSCALL1(getpgid, pid_t, pid)
{
    return pid == 0 || pid == PROCESS_ID ? PROCESS_ID : -ESRCH;
}

SYSCALL1(getsid, pid_t, pid)
{
    return pid == 0 || pid == PROCESS_ID ? PROCESS_ID : -ESRCH;
}

SYSCALL2(setpgid, pid_t, pid, pid_t, group)
{
    if (group < 0 || (!group && pid < 0))
        return -EINVAL;
    if (pid != 0 && pid != PROCESS_ID)
        return -ESRCH;
    return -EPERM; /* a session leader stays in its group */
}

SYSCALL0(setsid)
{
    return -EPERM; /* it leads a process group already */
}
