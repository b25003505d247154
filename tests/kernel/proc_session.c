/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Groups and sessions of the one process, and who else there could be. */
#include "proc_check.h"
#include <fcntl.h>
#include <sys/fsuid.h>
#include <sys/wait.h>
#include <termios.h>

int main(void)
{
    gid_t groups[40];
    int n;

    HOLDS(getpid() > 0 && getppid() >= 0);
    HOLDS(getpgrp() == getpgid(0) && getpgid(getpid()) == getpgrp());
    HOLDS(getsid(0) == getsid(getpid()));
    SHOW(getpgid(-1));
    SHOW(getpgid(1 << 29));
    SHOW(getsid(-5));
    SHOW(getsid(1 << 29));
    /* The test's host makes it lead a session already. */
    SHOW(setsid());
    SHOW(setpgid(0, 0));
    SHOW(setpgid(0, -1));
    SHOW(setpgid(1 << 29, 0));
    SHOW(wait(NULL) == -1 && (errno == ECHILD || errno == ENOSYS));
    SHOW(setgroups(3, (gid_t[3]){7, 5, 6}));
    n = getgroups(0, NULL);
    SHOW(n);
    SHOW(getgroups(2, groups));
    SHOW(getgroups(-1, groups));
    SHOW(n = getgroups(40, groups));
    for (int i = 0; i < n; i++)
        printf("%d ", (int)groups[i]);
    printf("\n");
    SHOW(syscall(SYS_setgroups, 70000, groups));
    SHOW(setgroups(0, NULL));
    SHOW(getgroups(40, groups));
    SHOW(setresgid(3, 4, 5));
    SHOW(getgid() * 100 + getegid());
    SHOW(setresuid(-1, 2000, -1));
    SHOW(getuid() * 10000 + geteuid());
    SHOW(setuid(0));
    SHOW(geteuid());
    SHOW(setresuid(1000, 2000, 3000));
    SHOW(setuid(0));
    SHOW(setuid(3000));
    SHOW(geteuid());
    SHOW(setreuid(-1, 1000));
    SHOW(setreuid(-1, 555));
    SHOW(setregid(4, 3));
    SHOW(setgroups(1, groups));
    SHOW(setresgid(9, 9, 9));
    SHOW(getegid());
    SHOW(setfsuid(-1));
    SHOW(setfsgid(-1));
    return 0;
}
