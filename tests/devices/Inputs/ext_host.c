/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The disk file system on an image file, with a device that keeps writes in a
 * cache until they are flushed and loses power:
 *
 *     ext_host IMAGE run SEED CRASH STATES
 *
 * makes, writes, renames and removes files at random. At the device's write
 * number CRASH (0: never) the power goes: of the sectors that were not flushed
 * any may be on the medium. STATES gets what must be there: the files as of the
 * last commit, and those of the call that was under way, before and after it.
 *
 *     ext_host IMAGE check STATES
 *
 * says whether the image has one of these. A byte of a file depends on the
 * file's tag and its place only.
 *
 *     ext_host IMAGE mount -
 *
 * puts what the journal has in place.
 */
#include "ext_kernel.h"

#include <assert.h>
#include <stdio.h>
#include <sys/statfs.h>
#include <unistd.h>

enum { DIRS = 4, NAMES = 12, OPS = 400, SECTOR = 512, PART_MAX = 40000 };

/* ---- the device */

struct sector {
    uint64_t at;
    unsigned char data[SECTOR];
};

static FILE *image;
static struct sector *unflushed; /* in the order of writing */
static size_t unflushed_count, unflushed_room;
static long writes, crash_at;
static void power_cut(void);

static void put(const struct sector *s)
{
    fseek(image, (long)s->at, SEEK_SET);
    assert(fwrite(s->data, SECTOR, 1, image) == 1);
}

static void write_sector(uint64_t at, const unsigned char *data)
{
    if (unflushed_count == unflushed_room) {
        unflushed_room = unflushed_room ? 2 * unflushed_room : 64;
        unflushed = realloc(unflushed, unflushed_room * sizeof(*unflushed));
    }
    unflushed[unflushed_count].at = at;
    memcpy(unflushed[unflushed_count++].data, data, SECTOR);
}

static void read_sector(uint64_t at, unsigned char *data)
{
    fseek(image, (long)at, SEEK_SET);
    assert(fread(data, SECTOR, 1, image) == 1);
    for (size_t i = 0; i < unflushed_count; i++)
        if (unflushed[i].at == at)
            memcpy(data, unflushed[i].data, SECTOR);
}

int blockdev_transfer(struct blockdev *dev, enum block_operation operation,
                      uint64_t at, const struct piece *pieces, unsigned count)
{
    unsigned char *data = pieces[0].data;

    assert(count == 1 && at % SECTOR == 0 && pieces[0].size % SECTOR == 0);
    assert(at + pieces[0].size <= dev->size);
    for (size_t i = 0; i < pieces[0].size; i += SECTOR) {
        if (operation == BLOCK_READ)
            read_sector(at + i, data + i);
        else
            write_sector(at + i, data + i);
    }
    if (operation == BLOCK_WRITE && ++writes == crash_at)
        power_cut();
    return 0;
}

static int flush(struct blockdev *dev)
{
    (void)dev;
    for (size_t i = 0; i < unflushed_count; i++)
        put(&unflushed[i]);
    unflushed_count = 0;
    return 0;
}

static const struct blockdev_ops disk_ops = {.flush = flush};
static struct blockdev disk = {.ops = &disk_ops, .block_size = SECTOR};

struct blockdev *blockdev_get(unsigned n)
{
    return n ? NULL : &disk;
}

/* ---- what must be there */

struct state {
    bool dirs[DIRS];
    struct {
        unsigned tag; /* 0: no such file */
        unsigned size;
    } files[DIRS][NAMES];
};

static struct state now, committed, committing;
static const char *states_path;
static bool truncated; /* is committed by itself, or not */

static void save(void)
{
    FILE *f = fopen(states_path, "wb");

    fwrite(&committed, sizeof(committed), 1, f);
    fwrite(&committing, sizeof(committing), 1, f);
    fwrite(&now, sizeof(now), 1, f);
    fclose(f);
}

static void power_cut(void)
{
    for (size_t i = 0; i < unflushed_count; i++)
        if (rand() % 3)
            put(&unflushed[i]);
    fclose(image);
    save();
    exit(0);
}

/* ---- the files */

static struct vnode *root;
static struct vnode *held; /* a file without a name, still open */

static unsigned char byte_of(unsigned tag, unsigned at)
{
    return (unsigned char)((tag * 7919 + at) * 2654435761u >> 24);
}

static struct name name_of(char prefix, unsigned n, char *text)
{
    return (struct name){
        text, (size_t)sprintf(text, "%c%u-%.*s", prefix, n, (int)(n * 17 % 90),
                              "a-long-name-that-makes-entries-"
                              "of-different-lengths-in-the-"
                              "blocks-of-a-folder-of-the-disk")};
}

static struct vnode *lookup(struct vnode *dir, struct name name)
{
    struct vnode *v = NULL;
    int error = dir->ops->lookup(dir, name, &v);

    assert(!error || error == -ENOENT);
    return error ? NULL : v;
}

static struct vnode *dir_of(unsigned d)
{
    char text[128];

    return lookup(root, name_of('d', d, text));
}

static void write_file(struct vnode *v, unsigned tag, unsigned at, unsigned n)
{
    static unsigned char bytes[PART_MAX];
    struct file *f;
    off_t pos = at;

    for (unsigned i = 0; i < n; i++)
        bytes[i] = byte_of(tag, at + i);
    assert(!v->ops->open(v, O_RDWR, &f));
    assert(f->ops->write(f, bytes, n, &pos) == (ssize_t)n);
    vnode_put(f->vnode);
    free(f);
}

static void use_dir(unsigned d)
{
    struct vnode *v = NULL;
    char text[128];
    struct name name = name_of('d', d, text);
    bool used = false;

    for (unsigned i = 0; i < NAMES; i++)
        used |= now.files[d][i].tag != 0;
    if (!now.dirs[d]) {
        assert(!root->ops->create(root, name, S_IFDIR | 0755, 0, NULL, &v));
        now.dirs[d] = true;
    } else if (!used && rand() % 2) {
        v = dir_of(d);
        assert(v->ops->empty(v));
        assert(!root->ops->unlink(root, name, v));
        now.dirs[d] = false;
    }
    vnode_put(v);
}

static void use_file(unsigned d, unsigned n)
{
    static unsigned tags;
    char text[128], other[128];
    struct name name = name_of('f', n, text), to;
    struct vnode *dir = dir_of(d), *v = lookup(dir, name), *to_dir, *target;
    unsigned size, d2 = (unsigned)rand() % DIRS, n2 = (unsigned)rand() % NAMES;

    assert(!v == !now.files[d][n].tag);
    if (!v) {
        assert(!dir->ops->create(dir, name, S_IFREG | 0644, 0, NULL, &v));
        now.files[d][n].tag = ++tags;
        now.files[d][n].size = 0;
        vnode_put(v);
        vnode_put(dir);
        return;
    }
    size = now.files[d][n].size;
    switch (rand() % 6) {
    case 0:
        assert(!dir->ops->unlink(dir, name, v));
        now.files[d][n].tag = 0;
        vnode_put(held);
        held = vnode_get(v);
        break;
    case 1:
        size = size ? (unsigned)rand() % size : 0;
        if (size < now.files[d][n].size)
            now.files[d][n].size = size;
        assert(!v->ops->truncate(v, size)); /* commits, or does not */
        truncated = true;
        break;
    case 2:
        if (!now.dirs[d2] || (d2 == d && n2 == n))
            break;
        to = name_of('f', n2, other);
        to_dir = dir_of(d2);
        target = lookup(to_dir, to);
        assert(!dir->ops->rename(dir, name, v, to_dir, to, target, false));
        now.files[d2][n2] = now.files[d][n];
        now.files[d][n].tag = 0;
        vnode_put(target);
        vnode_put(to_dir);
        break;
    default: {
        unsigned at = size && rand() % 2 ? (unsigned)rand() % size : size;
        unsigned count = (unsigned)rand() % (rand() % 4 ? 3000 : PART_MAX) + 1;

        write_file(v, now.files[d][n].tag, at, count);
        if (at + count > size)
            now.files[d][n].size = at + count;
    }
    }
    vnode_put(v);
    vnode_put(dir);
}

static void run(unsigned seed)
{
    struct ext *fs = ext_node(root)->fs;

    srand(seed);
    for (unsigned i = 0; i < OPS; i++) {
        unsigned d = (unsigned)rand() % DIRS;
        uint32_t sequence = fs->sequence;

        /* A call may begin with a commit of what was before it. */
        committing = now;
        clock_ns += 700000000; /* transactions end by time, too */
        if (!now.dirs[d] || rand() % 8 == 0)
            use_dir(d);
        else
            use_file(d, (unsigned)rand() % NAMES);
        if (fs->sequence != sequence)
            committed = committing;
        if (rand() % 6 && !truncated)
            continue;
        truncated = false;
        committing = now;
        assert(!ext_commit(fs));
        committed = now;
    }
    vnode_put(held);
    assert(!mount_ext3.unmount(root));
    committed = committing = now;
}

static bool file_is(struct vnode *v, unsigned tag, unsigned size)
{
    unsigned char *data = malloc(size + 1);
    bool same = v->size == (off_t)size;

    same = same &&
           ext_read_at(ext_node(v), (char *)data, size + 1, 0) == (ssize_t)size;
    for (unsigned i = 0; same && i < size; i++)
        same = data[i] == byte_of(tag, i);
    free(data);
    return same;
}

static bool sink(void *context, const char *name, size_t length, ino_t ino,
                 mode_t mode, off_t next)
{
    (void)name, (void)length, (void)ino, (void)mode, (void)next;
    ++*(unsigned *)context;
    return true;
}

static unsigned entries(struct vnode *dir)
{
    unsigned count = 0;
    struct file *f;

    assert(!dir->ops->open(dir, O_RDONLY, &f));
    assert(dir->ops->iterate(f, 0, sink, &count) >= 0);
    vnode_put(f->vnode);
    free(f);
    return count - 2; /* the dots */
}

static bool dir_is(struct vnode *dir, const struct state *s, unsigned d)
{
    unsigned count = 0;
    bool same = true;
    char text[128];

    for (unsigned n = 0; n < NAMES && same; n++) {
        struct vnode *v = lookup(dir, name_of('f', n, text));

        same = !v == !s->files[d][n].tag &&
               (!v || file_is(v, s->files[d][n].tag, s->files[d][n].size));
        count += v != NULL;
        vnode_put(v);
    }
    return same && entries(dir) == count;
}

static bool is(const struct state *s)
{
    for (unsigned d = 0; d < DIRS; d++) {
        struct vnode *dir = dir_of(d);
        bool same = !dir == !s->dirs[d] && (!dir || dir_is(dir, s, d));

        vnode_put(dir);
        if (!same)
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    int error;

    assert(argc >= 4);
    image = fopen(argv[1], "r+b");
    fseek(image, 0, SEEK_END);
    disk.size = (uint64_t)ftell(image);
    error = mount_ext3.mount("/dev/vda", "", 0, &root);
    if (error) {
        printf("cannot mount: %s (%d)\n", mount_why ? mount_why : "it failed",
               error);
        return 1;
    }
    if (strcmp(argv[2], "mount") == 0) {
        assert(!mount_ext3.unmount(root));
    } else if (strcmp(argv[2], "run") == 0) {
        assert(argc == 6);
        crash_at = atol(argv[4]) ? writes + atol(argv[4]) : 0;
        states_path = argv[5];
        run((unsigned)atoi(argv[3]));
        save();
        printf("%ld writes\n", writes);
    } else {
        FILE *f = fopen(argv[3], "rb");
        bool right;

        assert(fread(&committed, sizeof(committed), 1, f) == 1);
        assert(fread(&committing, sizeof(committing), 1, f) == 1);
        assert(fread(&now, sizeof(now), 1, f) == 1);
        right = is(&committed) || is(&committing) || is(&now);
        assert(!mount_ext3.unmount(root));
        if (!right)
            printf("the files are not what they were at the last commit\n");
        return !right;
    }
    fclose(image);
    return 0;
}
