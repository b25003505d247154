/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One request of 9P2000.L and its answer. A message is its size, type and tag
 * and then fields, little endian. The answer is written by the server to memory
 * of ours; how much of it is there is the least of what the device says and
 * what the message says, and no field is read beyond that.
 */
#include "ninep.h"

#include <string.h>

#define HEAD 7        /* size, type, tag */
#define ERROR_SIZE 11 /* head and number */
#define ERRNO_MAX 4095
#define NO_TAG 0xffff

/* What a mount for reading does not ask for. */
static bool changes(uint8_t type)
{
    switch (type) {
    case NINEP_CREATE:
    case NINEP_SYMLINK:
    case NINEP_SETATTR:
    case NINEP_LINK:
    case NINEP_MKDIR:
    case NINEP_RENAME:
    case NINEP_UNLINK:
    case NINEP_WRITE:
        return true;
    }
    return false;
}

void ninep_begin(struct ninep_call *c, struct ninep *fs, uint8_t type,
                 size_t out_room, size_t in_room)
{
    *c = (struct ninep_call){.fs = fs, .type = type};
    if (fs->read_only && changes(type)) {
        c->error = -EROFS;
        return;
    }
    c->out_room = HEAD + out_room;
    c->in_room = HEAD + in_room;
    if (c->in_room < ERROR_SIZE)
        c->in_room = ERROR_SIZE;
    c->out = kmalloc(c->out_room + c->in_room);
    if (!c->out) {
        c->error = -ENOMEM;
        return;
    }
    c->in = c->out + c->out_room;
    if (++fs->tag == NO_TAG)
        fs->tag = 0;
    ninep_put(c, 0, 4);
    ninep_put(c, type, 1);
    ninep_put(c, type == NINEP_VERSION ? NO_TAG : fs->tag, 2);
}

static void put_bytes(struct ninep_call *c, const void *bytes, size_t n)
{
    if (c->error)
        return;
    if (n > c->out_room - c->out_size) {
        c->error = -ENAMETOOLONG;
        return;
    }
    memcpy(c->out + c->out_size, bytes, n);
    c->out_size += n;
}

void ninep_put(struct ninep_call *c, uint64_t value, unsigned bytes)
{
    put_bytes(c, &value, bytes);
}

void ninep_put_name(struct ninep_call *c, const char *text, size_t length)
{
    if (length > UINT16_MAX)
        length = UINT16_MAX; /* has no room anyway */
    ninep_put(c, length, 2);
    put_bytes(c, text, length);
}

static const void *get_bytes(struct ninep_call *c, size_t n)
{
    const void *bytes = c->in + c->at;

    if (c->error)
        return NULL;
    if (n > c->in_size - c->at) {
        c->error = -EIO;
        return NULL;
    }
    c->at += n;
    return bytes;
}

uint64_t ninep_get(struct ninep_call *c, unsigned bytes)
{
    const void *at = get_bytes(c, bytes);
    uint64_t value = 0;

    if (at)
        memcpy(&value, at, bytes);
    return value;
}

const char *ninep_get_text(struct ninep_call *c, size_t *length)
{
    *length = ninep_get(c, 2);
    return get_bytes(c, *length);
}

struct ninep_qid ninep_get_qid(struct ninep_call *c)
{
    struct ninep_qid qid;

    qid.type = ninep_get(c, 1);
    ninep_get(c, 4); /* the version */
    qid.path = ninep_get(c, 8);
    return qid;
}

static int request(struct ninep_call *c, const struct piece *out,
                   const struct piece *in, size_t *received)
{
    struct piece to[2] = {{c->out, c->out_size}}, from[2] = {{c->in, c->in_room}};
    uint32_t size = c->out_size + (out ? out->size : 0);

    memcpy(c->out, &size, sizeof(size));
    if (out)
        to[1] = *out;
    if (in)
        from[1] = *in;
    return channel_request(c->fs->channel, to, out ? 2 : 1, from, in ? 2 : 1,
                           received);
}

/* Type and tag are right, or it says what went wrong. */
static int check_answer(struct ninep_call *c, size_t received)
{
    uint32_t size, number;

    c->in_size = received < c->in_room ? received : c->in_room;
    size = ninep_get(c, 4);
    if (c->error || size > received || size < HEAD)
        return -EIO;
    if (c->in_size > size)
        c->in_size = size;
    if (c->in[4] == NINEP_ERROR) {
        c->at = HEAD;
        number = ninep_get(c, 4);
        return c->error || !number || number > ERRNO_MAX ? -EIO : -(int)number;
    }
    if (c->in[4] != c->type + 1 || memcmp(c->in + 5, c->out + 5, 2))
        return -EIO;
    c->at = HEAD;
    return 0;
}

/* The length of the data stands before it; all of it must have come. */
static int data_size(struct ninep_call *c, const struct piece *in,
                     size_t received, size_t *size)
{
    *size = ninep_get(c, 4);
    return c->error || *size > in->size || *size > received - c->in_room ? -EIO
                                                                         : 0;
}

int ninep_do(struct ninep_call *c, const struct piece *out,
             const struct piece *in, size_t *size)
{
    size_t received = 0;

    if (!c->error)
        c->error = request(c, out, in, &received);
    if (!c->error)
        c->error = check_answer(c, received);
    if (!c->error && in)
        c->error = received < c->in_room ? -EIO
                                         : data_size(c, in, received, size);
    return c->error;
}

int ninep_end(struct ninep_call *c)
{
    kfree(c->out);
    return c->error;
}
