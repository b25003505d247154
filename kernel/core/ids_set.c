/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * setuid, setreuid, setresuid and their group twins: the same three rules over
 * one set of three ids.
 */
#include "ids.h"
#include <errno.h>
#include <kernel/syscall.h>

long ids_set(struct id_set ids, unsigned id)
{
    if (id == ID_KEEP)
        return -EINVAL;
    if (ids_privileged()) {
        *ids.real = *ids.effective = *ids.saved = id;
        return 0;
    }
    if (id != *ids.real && id != *ids.saved)
        return -EPERM;
    *ids.effective = id;
    return 0;
}

/* The saved id follows where the real one is set or another one is taken. */
long ids_set_pair(struct id_set ids, unsigned real, unsigned effective)
{
    unsigned r = real == ID_KEEP ? *ids.real : real;
    unsigned e = effective == ID_KEEP ? *ids.effective : effective;

    if (!ids_privileged()) {
        if (real != ID_KEEP && r != *ids.real && r != *ids.effective)
            return -EPERM;
        if (effective != ID_KEEP && e != *ids.real && e != *ids.effective &&
            e != *ids.saved)
            return -EPERM;
    }
    if (real != ID_KEEP || (effective != ID_KEEP && e != *ids.real))
        *ids.saved = e;
    *ids.real = r;
    *ids.effective = e;
    return 0;
}

static bool id_allowed(struct id_set ids, unsigned id)
{
    return id == ID_KEEP || id == *ids.real || id == *ids.effective ||
           id == *ids.saved;
}

long ids_set_all(struct id_set ids, unsigned real, unsigned effective,
                 unsigned saved)
{
    if (!ids_privileged() &&
        !(id_allowed(ids, real) && id_allowed(ids, effective) &&
          id_allowed(ids, saved)))
        return -EPERM;
    if (real != ID_KEEP)
        *ids.real = real;
    if (effective != ID_KEEP)
        *ids.effective = effective;
    if (saved != ID_KEEP)
        *ids.saved = saved;
    return 0;
}

SYSCALL1(setuid, unsigned, id)
{
    return ids_set(ids_user(), id);
}

SYSCALL1(setgid, unsigned, id)
{
    return ids_set(ids_group(), id);
}

SYSCALL2(setreuid, unsigned, real, unsigned, effective)
{
    return ids_set_pair(ids_user(), real, effective);
}

SYSCALL2(setregid, unsigned, real, unsigned, effective)
{
    return ids_set_pair(ids_group(), real, effective);
}

SYSCALL3(setresuid, unsigned, real, unsigned, effective, unsigned, saved)
{
    return ids_set_all(ids_user(), real, effective, saved);
}

SYSCALL3(setresgid, unsigned, real, unsigned, effective, unsigned, saved)
{
    return ids_set_all(ids_group(), real, effective, saved);
}
