/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * mmap: checks the arguments, finds the object behind a descriptor. Only a
 * program that opens files or makes them in memory has descriptors that can be
 * mapped; another one is told why not.
 */
#include "vm.h"

#include <errno.h>
#include <kernel/file.h>
#include <kernel/syscall.h>
#include <kernel/vfs.h>
#include <sys/mman.h>

/* Asking whether these are reached must not extract them. */
#pragma weak vfs_open
#pragma weak sys_memfd_create

#define MAPS_FILES                                                             \
    (__unispec_reached(vfs_open) || __unispec_reached(sys_memfd_create))

#define PROT_BITS (PROT_READ | PROT_WRITE | PROT_EXEC)

/* A flag that no file of this kernel follows, and a type that says so. */
#ifndef MAP_SYNC
#define MAP_SYNC 0x80000
#endif

/* Its pages come at once where that is asked for; what cannot is not said. */
static long place(uintptr_t hint, size_t size, const struct vm_mapping *m,
                  unsigned flags)
{
    long at = vm_map(hint, size, m, flags);

    if (flags & (MAP_POPULATE | MAP_LOCKED) && !(flags & MAP_NONBLOCK) &&
        at > 0)
        vm_populate((uintptr_t)at, (uintptr_t)at + size);
    return at;
}

/* The error of map_file() for a descriptor that is no file. */
static long map_nothing(size_t length, unsigned prot, unsigned flags, int fd)
{
    struct file *f = fd_get(fd);
    unsigned type = flags & MAP_TYPE;
    bool writes = type != MAP_PRIVATE && (prot & PROT_WRITE);

    if (!f)
        return -EBADF;
    if (!length || !type || type > MAP_SHARED_VALIDATE)
        return -EINVAL;
    if (!file_readable(f) || (writes && !file_writable(f)))
        return -EACCES;
    return -ENODEV;
}

static long map_file(uintptr_t hint, size_t length, unsigned prot,
                     unsigned flags, int fd, uint64_t offset)
{
    unsigned type = flags & MAP_TYPE;
    size_t size = PAGE_ALIGN(length);
    struct vm_mapping m = {
        .prot = prot, .max_prot = PROT_BITS, .offset = offset};
    int error = file_object(fd, prot, flags, &m.object);

    if (error == -EBADF)
        return error;
    if (!length || !type || type > MAP_SHARED_VALIDATE)
        return -EINVAL;
    if (size < length)
        return -ENOMEM;
    if (error < 0)
        return error;
    if (offset > INT64_MAX - size)
        return -EOVERFLOW;
    if (type == MAP_SHARED_VALIDATE && (flags & MAP_SYNC))
        return -EOPNOTSUPP;
    /* A descriptor that cannot be written gives no shared page to write. */
    if ((flags & MAP_TYPE) != MAP_PRIVATE &&
        file_object(fd, PROT_WRITE, flags, &m.object) < 0)
        m.max_prot &= ~(unsigned)PROT_WRITE;
    return place(hint, size, &m, flags);
}

SYSCALL6(mmap, uintptr_t, hint, size_t, length, unsigned, prot, unsigned, flags,
         int, fd, uint64_t, offset)
{
    unsigned type = flags & MAP_TYPE;
    size_t size = PAGE_ALIGN(length);
    struct vm_mapping anonymous = {.max_prot = PROT_BITS};

    if (offset & PAGE_MASK)
        return -EINVAL;
    prot &= PROT_BITS;
    if (!(flags & MAP_ANONYMOUS))
        return MAPS_FILES ? map_file(hint, length, prot, flags, fd, offset)
                          : map_nothing(length, prot, flags, fd);
    if (!length || (type != MAP_PRIVATE && type != MAP_SHARED))
        return -EINVAL;
    if (size < length)
        return -ENOMEM;
    if (prot & PROT_WRITE && !(flags & MAP_NORESERVE) && vm_hopeless(size))
        return -ENOMEM;
    anonymous.prot = prot;
    return place(hint, size, &anonymous, flags);
}
