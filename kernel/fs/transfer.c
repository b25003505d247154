/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The copy loop; see transfer.h. What was read but not written is read again.
 */
#include "transfer.h"

#include <kernel/mm.h>

static ssize_t copy(struct file *in, off_t *in_pos, struct file *out,
                    off_t *out_pos, size_t n, char *page)
{
    size_t total = 0;

    while (total < n) {
        size_t want = n - total < PAGE_SIZE ? n - total : PAGE_SIZE;
        ssize_t got = file_read(in, page, want, in_pos), put;

        if (got <= 0)
            return total ? (ssize_t)total : got;
        put = file_write(out, page, got, out_pos);
        if (put < got)
            *in_pos -= got - (put > 0 ? put : 0);
        if (put < 0)
            return total ? (ssize_t)total : put;
        total += put;
        if (put < got)
            break;
    }
    return total;
}

ssize_t file_transfer(struct file *in, off_t *in_pos, struct file *out,
                      off_t *out_pos, size_t n)
{
    char *page;
    ssize_t total;

    if (n > FILE_TRANSFER_MAX)
        n = FILE_TRANSFER_MAX;
    page = page_alloc(0);
    if (!page)
        return -ENOMEM;
    total = copy(in, in_pos, out, out_pos, n, page);
    page_free(page, 0);
    return total;
}
