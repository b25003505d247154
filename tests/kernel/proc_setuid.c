/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The set*id calls. The rules for a superuser are shown where the program is
 * one; else what they would print is printed, so that both outputs agree.
 */
#include "proc_check.h"

static int same(unsigned r, unsigned e, unsigned s)
{
    uid_t real, effective, saved;

    getresuid(&real, &effective, &saved);
    return real == r && effective == e && saved == s;
}

static int same_group(unsigned r, unsigned e, unsigned s)
{
    gid_t real, effective, saved;

    getresgid(&real, &effective, &saved);
    return real == r && effective == e && saved == s;
}

#define STEP(call, error, check)                                               \
    do {                                                                       \
        errno = 0;                                                             \
        int result_ = (call);                                                  \
        if (result_ != ((error) ? -1 : 0) || errno != (error) || !(check))     \
            printf("FAILED: %s gave %d %s\n", #call, result_,                  \
                   check_error(errno));                                        \
    } while (0)

static void as_superuser(void)
{
    STEP(setresgid(10, 11, 12), 0, same_group(10, 11, 12));
    STEP(setregid(20, -1), 0, same_group(20, 11, 11));
    STEP(setregid(-1, 20), 0, same_group(20, 20, 11));
    STEP(setgid(30), 0, same_group(30, 30, 30));
    STEP(setresuid(-1, 1000, -1), 0, same(0, 1000, 0));
    /* no superuser any more */
    STEP(setresgid(40, -1, -1), EPERM, same_group(30, 30, 30));
    STEP(setgid(40), EPERM, same_group(30, 30, 30));
    STEP(setresuid(1001, -1, -1), EPERM, same(0, 1000, 0));
    STEP(setreuid(1001, -1), EPERM, same(0, 1000, 0));
    STEP(setreuid(-1, 1001), EPERM, same(0, 1000, 0));
    STEP(setuid(1001), EPERM, same(0, 1000, 0));
    STEP(setuid(0), 0, same(0, 0, 0)); /* back, by the real id */
    STEP(setresuid(1000, 1000, 0), 0, same(1000, 1000, 0));
    STEP(seteuid(0), 0, same(1000, 0, 0)); /* back, by the saved id */
    STEP(setreuid(-1, 1000), 0, same(1000, 1000, 0));
    STEP(seteuid(0), 0, same(1000, 0, 0));
    STEP(setuid(1000), 0, same(1000, 1000, 1000));
    STEP(setuid(0), EPERM, same(1000, 1000, 1000)); /* for good */
    STEP(seteuid(0), EPERM, same(1000, 1000, 1000));
    STEP(setreuid(1000, 1000), 0, same(1000, 1000, 1000));
}

int main(void)
{
    uid_t real, effective, saved;

    SHOW(getresuid(&real, &effective, &saved));
    HOLDS(real == getuid() && effective == geteuid());
    SHOW(syscall(SYS_setuid, -1));
    SHOW(syscall(SYS_setgid, -1));
    SHOW(syscall(SYS_setresuid, -1, -1, -1));
    SHOW(syscall(SYS_setreuid, -1, -1));
    SHOW(setuid(getuid()));
    SHOW(setgid(getgid()));
    if (geteuid() == 0)
        as_superuser();
    puts("done");
    return 0;
}
