/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Bytes of a regular file in ramfs. A file from the initrd refers to the
 * initrd's bytes in place; a page of its own comes with the first write to it.
 */
#include "ramfs.h"

#include <string.h>

/* Copies from what lies below the pages: the initrd, then zeros. */
static void copy_base(const struct ramfs_file *file, char *out, size_t n,
                      uint64_t at)
{
    size_t have = at < file->base_size ? file->base_size - at : 0;

    if (have > n)
        have = n;
    if (have)
        memcpy(out, file->base + at, have);
    memset(out + have, 0, n - have);
}

void ramfs_copy_out(struct ramfs_file *file, void *buffer, size_t n, off_t at)
{
    char *out = buffer;

    if (!file->pages.pages) {
        copy_base(file, out, n, at);
        return;
    }
    while (n) {
        size_t offset = at & PAGE_MASK, part = PAGE_SIZE - offset;
        const char *page = pagetree_find(&file->pages, at >> PAGE_SHIFT);

        if (part > n)
            part = n;
        if (page)
            memcpy(out, page + offset, part);
        else
            copy_base(file, out, part, at);
        out += part;
        at += part;
        n -= part;
    }
}

char *ramfs_page_for_write(struct ramfs_file *file, uint64_t index, bool whole)
{
    void **slot = pagetree_slot(&file->pages, index);

    if (!slot)
        return NULL;
    if (!*slot) {
        *slot = page_alloc(0);
        if (!*slot)
            return NULL;
        file->pages.pages++;
        if (!whole)
            copy_base(file, *slot, PAGE_SIZE, index << PAGE_SHIFT);
    }
    return *slot;
}
