/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Received bytes, on their way to the program. */
#include "inet.h"

void inet_give(struct message *m, const struct inet_chunk *chunk, size_t n)
{
    size_t offset = chunk->offset;

    for (const struct pbuf *p = chunk->p; n; p = p->next) {
        size_t here = p->len;

        if (offset >= here) {
            offset -= here;
            continue;
        }
        here -= offset;
        if (here > n)
            here = n;
        message_give(m, (const char *)p->payload + offset, here);
        offset = 0;
        n -= here;
    }
}
