/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Shared by the calls that set user and group ids. */
#ifndef KERNEL_CORE_IDS_H
#define KERNEL_CORE_IDS_H

#include <kernel/process.h>

#define ID_KEEP ((unsigned)-1) /* -1: leave as it is */

static inline bool ids_privileged(void)
{
    return process_ids.euid == 0;
}

/* One of the two sets of three ids. */
struct id_set {
    unsigned *real, *effective, *saved;
};

static inline struct id_set ids_user(void)
{
    return (struct id_set){&process_ids.uid, &process_ids.euid,
                           &process_ids.suid};
}

static inline struct id_set ids_group(void)
{
    return (struct id_set){&process_ids.gid, &process_ids.egid,
                           &process_ids.sgid};
}

long ids_set(struct id_set ids, unsigned id);
long ids_set_pair(struct id_set ids, unsigned real, unsigned effective);
long ids_set_all(struct id_set ids, unsigned real, unsigned effective,
                 unsigned saved);

#endif
