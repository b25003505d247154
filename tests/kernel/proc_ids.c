/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Process ids agree with each other; ids of others do not exist. */
#include "proc_check.h"

int main(void)
{
    pid_t pid = getpid();

    HOLDS(pid > 0);
    HOLDS(syscall(SYS_gettid) == pid);
    HOLDS(getppid() >= 0 && getppid() != pid);
    HOLDS(getpgrp() > 0);
    HOLDS(getpgid(0) == getpgrp());
    HOLDS(getpgid(pid) == getpgrp());
    HOLDS(getsid(0) > 0);
    HOLDS(getsid(pid) == getsid(0));
    SHOW(getpgid(2000000000));
    SHOW(getpgid(-5));
    SHOW(getsid(2000000000));
    SHOW(setpgid(0, -1));
    SHOW(setpgid(2000000000, 0));
    return 0;
}
