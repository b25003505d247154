/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * capget and capset: the superuser has all capabilities until he gives them up.
 * They are stored; what asks for a privilege here asks for the user id.
 */
#include "ids.h"
#include <errno.h>
#include <kernel/syscall.h>

/* linux/capability.h */
#define VERSION_1 0x19980330u
#define VERSION_2 0x20071026u
#define VERSION_3 0x20080522u
#define CAPABILITIES 41
#define ALL_CAPABILITIES ((1ull << CAPABILITIES) - 1)

struct cap_header {
    uint32_t version;
    int pid;
};

struct cap_data {
    uint32_t effective, permitted, inheritable;
};

struct cap_sets {
    uint64_t effective, permitted, inheritable;
};

static struct cap_sets own = {ALL_CAPABILITIES, ALL_CAPABILITIES, 0};

/* How many structs follow the header; 0: unknown, and the header says which
 * version would do. */
static unsigned words_of(struct cap_header *header)
{
    if (header->version == VERSION_1)
        return 1;
    if (header->version == VERSION_2 || header->version == VERSION_3)
        return 2;
    header->version = VERSION_3;
    return 0;
}

/* Who is not the superuser has none in effect. */
static struct cap_sets now(void)
{
    struct cap_sets sets = own;

    if (process_ids.euid)
        sets.effective = 0;
    if (process_ids.euid && process_ids.uid && process_ids.suid)
        sets.permitted = 0;
    return sets;
}

SYSCALL2(capget, struct cap_header *, header, struct cap_data *, data)
{
    unsigned words = words_of(header);
    struct cap_sets sets = now();

    if (!data || !words)
        return data ? -EINVAL : 0;
    if (header->pid < 0)
        return -EINVAL;
    if (header->pid != 0 && header->pid != PROCESS_ID)
        return -ESRCH;
    for (unsigned i = 0; i < words; i++)
        data[i] = (struct cap_data){(uint32_t)(sets.effective >> 32 * i),
                                    (uint32_t)(sets.permitted >> 32 * i),
                                    (uint32_t)(sets.inheritable >> 32 * i)};
    return 0;
}

SYSCALL2(capset, struct cap_header *, header, const struct cap_data *, data)
{
    unsigned words = words_of(header);
    struct cap_sets sets = {0}, old = now();

    if (!words)
        return -EINVAL;
    if (header->pid != 0 && header->pid != PROCESS_ID)
        return -EPERM;
    for (unsigned i = 0; i < words; i++) {
        sets.effective |= (uint64_t)data[i].effective << 32 * i;
        sets.permitted |= (uint64_t)data[i].permitted << 32 * i;
        sets.inheritable |= (uint64_t)data[i].inheritable << 32 * i;
    }
    sets.effective &= ALL_CAPABILITIES;
    sets.permitted &= ALL_CAPABILITIES;
    sets.inheritable &= ALL_CAPABILITIES;
    if ((sets.permitted & ~old.permitted) || (sets.effective & ~sets.permitted))
        return -EPERM;
    own = sets;
    return 0;
}
