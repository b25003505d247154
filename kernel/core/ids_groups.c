/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * getgroups and setgroups: supplementary groups, none at start. Linux takes
 * 65536 of them; here more than libc's NGROUPS_MAX (32) is out of memory.
 */
#include "ids.h"
#include <errno.h>
#include <kernel/syscall.h>
#include <string.h>

#define GROUPS_LINUX_MAX 65536
#define GROUPS_MAX 32

static unsigned groups[GROUPS_MAX];
static int group_count;

SYSCALL2(getgroups, int, size, unsigned *, list)
{
    if (size < 0)
        return -EINVAL;
    if (size && size < group_count)
        return -EINVAL;
    if (size)
        memcpy(list, groups, (size_t)group_count * sizeof(*groups));
    return group_count;
}

/* Linux keeps the list sorted, and getgroups() shows it so. */
static void sort_groups(void)
{
    for (int i = 1; i < group_count; i++)
        for (int j = i; j > 0 && groups[j] < groups[j - 1]; j--) {
            unsigned swap = groups[j];

            groups[j] = groups[j - 1];
            groups[j - 1] = swap;
        }
}

SYSCALL2(setgroups, unsigned, size, const unsigned *, list)
{
    if (!ids_privileged())
        return -EPERM;
    if (size > GROUPS_LINUX_MAX)
        return -EINVAL;
    if (size > GROUPS_MAX)
        return -ENOMEM;
    for (unsigned i = 0; i < size; i++)
        if (list[i] == ID_KEEP)
            return -EINVAL;
    if (size)
        memcpy(groups, list, size * sizeof(*groups));
    group_count = (int)size;
    sort_groups();
    return 0;
}
