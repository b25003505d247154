/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Requests whose caller waits for the answer. Whoever waits takes all answers
 * that are there, its own and those of others.
 */
#include "virtio.h"

#include <errno.h>

struct request {
    bool done;
    uint32_t written;
};

static void take_answers(struct virtq *q)
{
    struct request *r;
    uint32_t written;
    void *token;

    while (virtq_take(q, &token, &written)) {
        r = token;
        r->written = written;
        r->done = true;
    }
}

static void wait_step(struct virtq *q)
{
    take_answers(q);
    __builtin_ia32_pause();
}

int virtq_request(struct virtq *q, const struct piece *out, unsigned out_count,
                  const struct piece *in, unsigned in_count, uint32_t *written)
{
    struct request r = {.done = false};
    int error;

    while ((error = virtq_add(q, out, out_count, in, in_count, &r)) == -EAGAIN)
        wait_step(q);
    if (error)
        return error;
    virtq_kick(q);
    while (!r.done) {
        if (q->device->failed)
            return -EIO;
        wait_step(q);
    }
    *written = r.written;
    return 0;
}
