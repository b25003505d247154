/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The 9P client against a server that lies, as a libFuzzer target. The input
 * decides what the client is asked to do and what the server answers: mostly an
 * answer of the right form with fields of its own choice, sometimes any bytes.
 * The sanitizers see every access beyond an answer; the test looks at what the
 * client hands out.
 */
#include <assert.h>
#include <kernel/channel.h>
#include <string.h>
#include <sys/statfs.h>

#include <fs/ninep.h>

#include "host_kernel.h"

enum { ROUNDS = 30, NODES = 6, FILES = 3 };

static const uint8_t *input;
static size_t left;

static uint8_t next8(void)
{
    return left ? left--, *input++ : 0;
}

static uint64_t next(unsigned bytes)
{
    uint64_t value = 0;

    while (bytes--)
        value = value << 8 | next8();
    return value;
}

/* ---- the server */

static unsigned char answer[80000];
static size_t answer_size;
static uint8_t walked; /* names of the request */

static void put(uint64_t value, unsigned bytes)
{
    memcpy(answer + answer_size, &value, bytes);
    answer_size += bytes;
}

static void put_qid(void)
{
    put(next8() % 3 ? 0 : 0x80, 1); /* a folder or not */
    put(0, 4);
    put(next8() % 5, 8); /* few files, so that they meet again */
}

static void put_attributes(void)
{
    static const mode_t types[] = {S_IFDIR, S_IFREG, S_IFLNK, S_IFCHR, 0};

    put(0x7ff, 8);
    put_qid();
    put(types[next8() % 5] | 0644, 4);
    put(0, 8);
    put((next8() + 1) % 3, 8); /* names */
    put(0, 8);
    put(next8() % 16 != 1 ? next8() : next(8), 8); /* size */
    put(4096, 8);
    put(1, 8);
    for (int i = 0; i < 3; i++) {
        put(next8(), 8);
        put(next8() == 1 ? next(8) : 5, 8);
    }
    put(0, 8), put(0, 8), put(0, 8), put(0, 8);
}

static void put_entries(void)
{
    size_t start = answer_size;
    unsigned count = next8() % 5;

    put(0, 4);
    while (count--) {
        unsigned length = next8() == 1 ? next(2) % 2000 : next8() % 6;

        put_qid();
        put(next8() == 1 ? next(8) : next8(), 8);
        put(next8(), 1);
        put(length, 2);
        memset(answer + answer_size, next8() % 8 ? 'a' : next8(), length);
        answer_size += length;
    }
    *(uint32_t *)(answer + start) = answer_size - start - 4;
}

static void put_text(void)
{
    unsigned length = next8() == 1 ? next(2) : next8() % 20;

    put(length, 2);
    memset(answer + answer_size, next8() % 8 ? 'b' : next8(), length);
    answer_size += length;
}

static void put_fields(uint8_t type)
{
    switch (type) {
    case NINEP_VERSION:
        put(next8() % 8 != 1 ? 5000 : next(4), 4);
        put(8, 2);
        memcpy(answer + answer_size, next8() % 8 != 1 ? "9P2000.L" : "9P2000.u", 8);
        answer_size += 8;
        break;
    case NINEP_WALK:
        put(next8() % 16 != 1 ? walked : next8(), 2);
        put_qid();
        break;
    case NINEP_GETATTR:
        put_attributes();
        break;
    case NINEP_READDIR:
        put_entries();
        break;
    case NINEP_READLINK:
        put_text();
        break;
    case NINEP_READ:
        put(next8() % 16 != 1 ? next8() : next(4), 4);
        answer_size += 256;
        break;
    case NINEP_WRITE:
        put(next8() % 4 ? 1 : next(4), 4);
        break;
    case NINEP_STATFS:
        for (int i = 0; i < 15; i++)
            put(next8(), 4);
        break;
    case NINEP_OPEN:
    case NINEP_CREATE:
        put_qid();
        put(0, 4);
        break;
    case NINEP_ATTACH:
    case NINEP_SYMLINK:
    case NINEP_MKDIR:
        put_qid();
    }
}

static size_t scatter(const struct piece *in, unsigned count)
{
    size_t done = 0;

    for (unsigned i = 0; i < count && done < answer_size; i++) {
        size_t part = answer_size - done < in[i].size ? answer_size - done
                                                      : in[i].size;

        memcpy(in[i].data, answer + done, part);
        done += part;
    }
    return done;
}

static int request(struct channel *channel, const struct piece *out,
                   unsigned out_count, const struct piece *in,
                   unsigned in_count, size_t *received)
{
    const unsigned char *asked = out[0].data;
    uint32_t size;

    (void)channel;
    memcpy(&size, asked, 4);
    assert(size == out[0].size + (out_count > 1 ? out[1].size : 0));
    answer_size = 0;
    memset(answer, 0, sizeof(answer));
    if (asked[4] == NINEP_WALK)
        walked = asked[15];
    put(0, 4);
    put(asked[4] + 1, 1);
    put(asked[5] | asked[6] << 8, 2);
    put_fields(asked[4]);
    switch (next8() % 20) {
    case 19: /* an error */
        answer_size = 4;
        put(NINEP_ERROR, 1);
        put(asked[5] | asked[6] << 8, 2);
        put(next8() % 4 ? 2 : next(4), 4);
        break;
    case 1: /* anything */
        for (unsigned n = next8() % 32; n--;)
            answer[next8() % 64] = next8();
        break;
    case 2:
        answer_size = next8();
        break;
    }
    memcpy(answer, &answer_size, next8() == 1 ? 1 : 4);
    *received = scatter(in, in_count);
    return next8() == 1 ? -EIO : 0;
}

static const struct channel_ops ops = {.request = request};
static struct channel server = {&ops, "share", 64};

struct channel *channel_get(const char *name)
{
    (void)name;
    return &server;
}

/* ---- the client's client */

static struct vnode *nodes[NODES];
static struct file *files[FILES];

static void keep(struct vnode *v)
{
    unsigned at = 1 + next8() % (NODES - 1);

    vnode_put(nodes[at]);
    nodes[at] = v;
}

static bool sink(void *context, const char *name, size_t length, ino_t ino,
                 mode_t mode, off_t next_at)
{
    (void)context, (void)ino, (void)mode;
    assert(length && length <= VFS_NAME_MAX && next_at >= 0);
    assert(!memchr(name, '/', length) && !memchr(name, 0, length));
    return next8() % 4;
}

static void close_file(struct file **f)
{
    if (!*f)
        return;
    (*f)->ops->release(*f);
    vnode_put((*f)->vnode);
    free(*f);
    *f = NULL;
}

static void use_dir(struct vnode *v, struct name name)
{
    struct vnode *found = NULL, *other = nodes[next8() % NODES];
    struct name up;

    for (struct vnode *d = v; d->ops->parent(d) != d; d = d->ops->parent(d))
        d->ops->name_of(d->ops->parent(d), d, &up); /* comes to an end */
    switch (next8() % 5) {
    case 0:
        v->ops->create(v, name, S_IFREG | 0600, 0, NULL, &found);
        break;
    case 1:
        v->ops->create(v, name, S_IFLNK | 0777, 0, "x", &found);
        break;
    case 2:
        if (other)
            v->ops->unlink(v, name, other);
        return;
    case 3:
        if (other)
            v->ops->rename(v, name, other, v, name, NULL, false);
        return;
    default:
        v->ops->lookup(v, name, &found);
    }
    if (found)
        keep(found);
}

static void use_file(struct file *f)
{
    char data[200];
    off_t pos = next8();
    ssize_t n;

    if (S_ISDIR(f->vnode->mode)) {
        f->offset = next8() % 2 ? f->offset : next8();
        pos = f->vnode->ops->iterate(f, f->offset, sink, NULL);
        if (pos >= 0)
            f->offset = pos;
        return;
    }
    if (next8() % 2)
        n = f->ops->read(f, data, sizeof(data), &pos);
    else
        n = f->ops->write(f, memset(data, 1, sizeof(data)), sizeof(data), &pos);
    assert(n <= (ssize_t)sizeof(data));
    f->ops->seek(f, 0, SEEK_END);
    f->ops->sync(f);
}

static void use_node(struct vnode *v)
{
    struct vnode_attributes attributes = {.mode = 0600};
    struct file **f = &files[next8() % FILES];
    struct statfs st;
    const char *target;

    switch (next8() % 5) {
    case 0:
        v->ops->refresh(v);
        v->ops->set(v, &attributes, VNODE_MODE);
        v->ops->statfs(v, &st);
        break;
    case 1:
        target = S_ISLNK(v->mode) ? v->ops->target(v) : "x";
        assert(!target || (*target && strlen(target) < VFS_PATH_MAX));
        break;
    case 2:
        close_file(f);
        if (v->ops->open(v, O_RDWR, f))
            *f = NULL;
        break;
    default:
        if (S_ISDIR(v->mode))
            use_dir(v, (struct name){"name", 1 + next8() % 4});
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    input = data;
    left = size;
    if (mount_ninep.mount("share", "", 0, &nodes[0]))
        return 0;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct vnode *v = nodes[next8() % NODES];
        struct file *f;

        if (v)
            use_node(v);
        f = files[next8() % FILES];
        if (f)
            use_file(f);
    }
    for (unsigned i = 0; i < FILES; i++)
        close_file(&files[i]);
    for (unsigned i = NODES; --i;) {
        vnode_put(nodes[i]);
        nodes[i] = NULL;
    }
    assert(mount_ninep.unmount(nodes[0]) == 0); /* nothing else is alive */
    return 0;
}
