/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Requests whose caller waits for the answer. Whoever waits takes all answers
 * that are there, its own and those of others.
 */
#include <errno.h>
#include <kernel/mm.h>

#include "virtio.h"

struct virtq_request {
    bool done;
    uint32_t written;
};

bool request_queue_init(struct request_queue *q, struct virtio_device *dev,
                        unsigned index, unsigned wanted_size)
{
    if (!virtq_init(&q->queue, dev, index, wanted_size))
        return false;
    q->waiting = kmalloc(q->queue.size * sizeof(*q->waiting));
    return q->waiting;
}

static void take_answers(struct request_queue *q)
{
    uint32_t written;
    int id;

    while ((id = virtq_take(&q->queue, &written)) >= 0) {
        q->waiting[id]->written = written;
        q->waiting[id]->done = true;
    }
}

static void wait_step(struct request_queue *q)
{
    take_answers(q);
    __builtin_ia32_pause();
}

int request_queue_do(struct request_queue *q, const struct piece *out,
                     unsigned out_count, const struct piece *in,
                     unsigned in_count, uint32_t *written)
{
    struct virtq_request r = {.done = false};
    int id;

    while ((id = virtq_add(&q->queue, out, out_count, in, in_count)) == -EAGAIN)
        wait_step(q);
    if (id < 0)
        return id;
    q->waiting[id] = &r;
    virtq_kick(&q->queue);
    while (!r.done) {
        if (q->queue.device->failed)
            return -EIO;
        wait_step(q);
    }
    *written = r.written;
    return 0;
}
