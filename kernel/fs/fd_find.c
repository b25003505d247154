/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Free descriptors, and growth of the table up to RLIMIT_NOFILE. The first
 * table is static; a larger one comes from the heap.
 */
#include <kernel/file.h>
#include <kernel/mm.h>
#include <string.h>

int fd_reserve(unsigned fd)
{
    static bool on_heap;
    unsigned size = fd_table.size;
    struct fd_entry *entries;

    if (fd >= fd_limit)
        return -EBADF;
    if (fd < size)
        return 0;
    while (size <= fd)
        size *= 2;
    entries = kzalloc(size * sizeof(*entries));
    if (!entries)
        return -ENOMEM;
    memcpy(entries, fd_table.entries, fd_table.size * sizeof(*entries));
    if (on_heap)
        kfree(fd_table.entries);
    on_heap = true;
    fd_table.entries = entries;
    fd_table.size = size;
    return 0;
}

int fd_find(unsigned minimum)
{
    unsigned fd = minimum;
    int error;

    while (fd < fd_table.size && fd_table.entries[fd].file)
        fd++;
    error = fd_reserve(fd);
    return error ? (error == -EBADF ? -EMFILE : error) : (int)fd;
}

int fd_install(struct file *f, unsigned minimum, unsigned flags)
{
    int fd = fd_find(minimum);

    if (fd < 0) {
        file_put(f);
        return fd;
    }
    return fd_set_file(fd, f, flags);
}
