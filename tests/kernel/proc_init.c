/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The ids of the only process: all of them 1, without a parent; superuser. */
// HOST: no
// EXPECT: 1 1 1 1 0
// EXPECT: 0 0 0 0
// EXPECT: setsid -1 Operation not permitted
// EXPECT: setpgid -1 Operation not permitted
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    int result;

    printf("%d %d %d %d %d\n", getpid(), gettid(), getpgrp(), getsid(0),
           getppid());
    printf("%d %d %d %d\n", getuid(), geteuid(), getgid(), getegid());
    result = setsid();
    printf("setsid %d %s\n", result, strerror(errno));
    result = setpgid(0, 0);
    printf("setpgid %d %s\n", result, strerror(errno));
    return 0;
}
