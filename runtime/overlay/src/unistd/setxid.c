/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Changes of user and group ids. On Linux these are per thread, so that musl
 * makes every thread repeat the call, and passes the number in a variable; our
 * ids are per process, and each number is a direct call.
 */
#include "libc.h"
#include "syscall.h"

int __setxid(int nr, int id, int eid, int sid)
{
    switch (nr) {
    case SYS_setuid:
        return syscall(SYS_setuid, id);
    case SYS_setgid:
        return syscall(SYS_setgid, id);
    case SYS_setreuid:
        return syscall(SYS_setreuid, id, eid);
    case SYS_setregid:
        return syscall(SYS_setregid, id, eid);
    case SYS_setresuid:
        return syscall(SYS_setresuid, id, eid, sid);
    case SYS_setresgid:
        return syscall(SYS_setresgid, id, eid, sid);
    default:
        return __syscall_ret(-ENOSYS);
    }
}
