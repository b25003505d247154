/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The disk file system on a disk that is wrong, as a libFuzzer target. The
 * input changes fields of a good image, EXT_BASE, and decides what is done
 * with it then. The sanitizers see every access outside of a buffer.
 */
#include "ext_kernel.h"

#include <assert.h>
#include <stdio.h>

enum { BLOCK = 1024, BLOCKS_MAX = 16384, CALLS = 12, ENTRIES = 40, DEPTH = 3 };

static const uint8_t *input;
static size_t left;

static unsigned next(unsigned bytes)
{
    unsigned value = 0;

    for (; bytes; bytes--, left -= left > 0)
        value = value << 8 | (left ? *input++ : 0);
    return value;
}

/* ---- the disk */

static unsigned char *base, *bytes;
static unsigned used[BLOCKS_MAX],
    used_count; /* blocks with something in them */

int blockdev_transfer(struct blockdev *dev, enum block_operation operation,
                      uint64_t at, const struct piece *pieces, unsigned count)
{
    for (unsigned i = 0; i < count; at += pieces[i++].size) {
        if (at > dev->size || pieces[i].size > dev->size - at)
            return -EINVAL;
        if (operation == BLOCK_READ)
            memcpy(pieces[i].data, bytes + at, pieces[i].size);
        else
            memcpy(bytes + at, pieces[i].data, pieces[i].size);
    }
    return 0;
}

static int flush(struct blockdev *dev)
{
    (void)dev;
    return 0;
}

static const struct blockdev_ops disk_ops = {.flush = flush};
static struct blockdev disk = {.ops = &disk_ops, .block_size = 512};

struct blockdev *blockdev_get(unsigned n)
{
    return n ? NULL : &disk;
}

static void read_base(void)
{
    FILE *f = fopen(getenv("EXT_BASE"), "rb");
    static const unsigned char zeros[BLOCK];

    assert(f);
    fseek(f, 0, SEEK_END);
    disk.size = (uint64_t)ftell(f);
    assert(disk.size <= BLOCKS_MAX * BLOCK);
    rewind(f);
    base = malloc(disk.size);
    bytes = malloc(disk.size);
    assert(fread(base, disk.size, 1, f) == 1);
    fclose(f);
    for (unsigned i = 0; i < disk.size / BLOCK; i++)
        if (memcmp(base + (size_t)i * BLOCK, zeros, BLOCK))
            used[used_count++] = i;
}

static void damage(void)
{
    unsigned count = next(1) % 8;

    memcpy(bytes, base, disk.size);
    while (count--) {
        size_t at = used[next(2) % used_count] * (size_t)BLOCK;
        unsigned offset = next(2) % BLOCK, value, size = 1;

        if (next(1) % 2) {
            size = 4;
            offset &= ~3u;
        }
        value = next(1) % 2 ? next(1) : next(size);
        memcpy(bytes + at + offset, &value, size);
    }
}

/* ---- what is done with it */

struct entry {
    char text[VFS_NAME_MAX];
    size_t length;
};

struct list {
    struct entry entries[ENTRIES];
    unsigned count;
};

static bool sink(void *context, const char *name, size_t length, ino_t ino,
                 mode_t mode, off_t next_at)
{
    struct list *list = context;
    struct entry *e = &list->entries[list->count];

    (void)ino, (void)mode, (void)next_at;
    assert(length && length <= VFS_NAME_MAX);
    memcpy(e->text, name, length);
    e->length = length;
    return ++list->count < ENTRIES;
}

static void close_file(struct file *f)
{
    vnode_put(f->vnode);
    free(f);
}

static void read_node(struct vnode *v)
{
    static char data[5000];
    struct file *f;
    off_t pos = 0;

    if (S_ISLNK(v->mode))
        v->ops->target(v);
    if (v->ops->open(v, O_RDONLY, &f))
        return;
    f->ops->read(f, data, sizeof(data), &pos);
    pos = v->size > 10 ? v->size - 10 : 0;
    f->ops->read(f, data, sizeof(data), &pos);
    close_file(f);
}

static void walk(struct vnode *dir, unsigned depth)
{
    struct list *list = calloc(1, sizeof(*list));
    struct file *f;

    if (!dir->ops->open(dir, O_RDONLY, &f)) {
        dir->ops->iterate(f, 0, sink, list);
        close_file(f);
    }
    for (unsigned i = 0; i < list->count; i++) {
        struct name name = {list->entries[i].text, list->entries[i].length};
        struct vnode *v;

        if (name.text[0] == '.' || dir->ops->lookup(dir, name, &v))
            continue;
        read_node(v);
        if (S_ISDIR(v->mode) && depth)
            walk(v, depth - 1);
        vnode_put(v);
    }
    free(list);
}

static void write_node(struct vnode *v)
{
    static char data[70000];
    struct file *f;
    off_t pos = next(2) * (off_t)next(2);

    if (!S_ISREG(v->mode) || v->ops->open(v, O_RDWR, &f))
        return;
    f->ops->write(f, data, next(3) % sizeof(data), &pos);
    close_file(f);
}

static void change(struct vnode *dir)
{
    static const char *const texts[] = {"file", "folder", "link", "big", "new"};
    const char *text = texts[next(1) % 5], *other = texts[next(1) % 5];
    struct name name = {text, strlen(text)}, to = {other, strlen(other)};
    struct vnode *v = NULL, *target = NULL;

    if (dir->ops->lookup(dir, name, &v)) {
        if (!dir->ops->create(dir, name, next(1) % 2 ? S_IFREG : S_IFDIR, 0,
                              NULL, &v))
            vnode_put(v);
        return;
    }
    switch (next(1) % 6) {
    case 0:
        if (!S_ISDIR(v->mode) || v->ops->empty(v))
            dir->ops->unlink(dir, name, v);
        break;
    case 1:
        if (S_ISREG(v->mode))
            v->ops->truncate(v, next(3));
        break;
    case 2:
        if (S_ISDIR(v->mode))
            change(v);
        break;
    case 3:
        if (text == other || !dir->ops->lookup(dir, to, &target))
            break;
        dir->ops->rename(dir, name, v, dir, to, NULL, false);
        break;
    default:
        write_node(v);
    }
    vnode_put(v);
    vnode_put(target);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vnode *root;

    input = data;
    left = size;
    if (!base)
        read_base();
    damage();
    if (mount_ext3.mount("vda", "", 0, &root))
        return 0;
    walk(root, DEPTH);
    for (unsigned i = 0; i < CALLS && left; i++)
        change(root);
    walk(root, 1);
    assert(mount_ext3.unmount(root) != -EBUSY);
    return 0;
}
